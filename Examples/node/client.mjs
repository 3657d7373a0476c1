// Sends each kind of request to a Treadle server and shows what comes back. Node 20 or newer, no packages:
//
//     node client.mjs 127.0.0.1:8080
//
// With TREADLE_API_KEY in the environment the key is sent along. Exits with 1 on a wrong answer.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";

// Node 22 has WebSocket; Node 20 has it behind a flag.
if (globalThis.WebSocket === undefined) {
  if (process.execArgv.includes("--experimental-websocket")) throw new Error("Node 20 or newer is needed");
  const here = fileURLToPath(import.meta.url);
  const flags = ["--experimental-websocket", "--no-warnings", here, ...process.argv.slice(2)];
  process.exit(spawnSync(process.execPath, flags, { stdio: "inherit" }).status ?? 1);
}

/** A connection to a server: requests out, and for each the messages about it. */
class Client {
  #socket;
  #pending = new Map();
  #count = 0;

  static async connect(address, key) {
    // WebSocket takes no headers here, as in a browser, so the key travels in the address.
    const query = key ? `?api_key=${encodeURIComponent(key)}` : "";
    const client = new Client();
    client.#socket = new WebSocket(`ws://${address}/ws${query}`);
    client.#socket.onmessage = (event) => client.#received(JSON.parse(event.data));
    client.#socket.onclose = (event) => client.#fail(new Error(`the server closed the connection (${event.code})`));
    await new Promise((resolve, reject) => {
      client.#socket.onopen = resolve;
      client.#socket.onerror = () => reject(new Error(`no server answers at ws://${address}/ws`));
    });
    return client;
  }

  /** Sends a request; the messages about it come out of the returned iterator, the last one included. */
  async *request(type, payload = {}, id = `${type}-${++this.#count}`) {
    const inbox = { messages: [], wake: () => {} };
    this.#pending.set(id, inbox);
    try {
      this.#socket.send(JSON.stringify({ type, request_id: id, payload }));
      while (true) {
        while (inbox.messages.length === 0) await new Promise((resolve) => (inbox.wake = resolve));
        const message = inbox.messages.shift();
        if (message instanceof Error) throw message;
        yield message;
        if (message.type !== "chat_completion_stream_chunk") return;
      }
    } finally {
      this.#pending.delete(id);
    }
  }

  /** Sends a request that has one answer, and returns its data. */
  async ask(type, payload) {
    for await (const message of this.request(type, payload)) {
      if (message.type === "error") throw new Error(`${type}: ${message.error}`);
      assert.equal(message.type, `${type}_response`);
      return message.data;
    }
  }

  close() {
    this.#socket.onclose = null;
    this.#socket.close(1000);
  }

  #received(message) {
    const inbox = this.#pending.get(message.request_id);
    inbox?.messages.push(message);
    inbox?.wake();
  }

  #fail(error) {
    for (const inbox of this.#pending.values()) {
      inbox.messages.push(error);
      inbox.wake();
    }
  }
}

const user = (content) => [{ role: "user", content }];
const show = (name, text) => console.log(name.padEnd(24) + text);

/** Streams an answer: the text put together, the results of tools on the way, and what the end said. */
async function stream(client, payload) {
  let text = "";
  const results = [];
  for await (const { type, data, error } of client.request("chat_completion_stream", payload)) {
    if (type === "error") throw new Error(error);
    if (type === "chat_completion_stream_end") return { text, results, end: data };
    text += data.choices[0]?.delta?.content ?? "";
    if (data.treadle?.tool_result) results.push(data.treadle.tool_result);
  }
}

async function tour(client) {
  assert.equal((await client.ask("ping")).pong, true);
  show("ping", "pong");

  const { tools } = await client.ask("tools_list");
  show("tools_list", tools.map((tool) => tool.name).join(", "));
  assert(tools.some((tool) => tool.name === "calculator" && tool.parameters.type === "object"));

  const call = { name: "calculator", arguments: JSON.stringify({ expression: "48 * 120" }) };
  const executed = await client.ask("tool_execute", { tool_call: { id: "call_1", type: "function", function: call } });
  assert.equal(executed.tool_call_id, "call_1");
  assert.match(executed.content, /5760/);
  show("tool_execute", executed.content);

  const chat = await client.ask("chat_completion", { messages: user("What is a treadle?") });
  assert.equal(chat.object, "chat.completion");
  assert(chat.choices[0].message.content.length > 0);
  show("chat_completion", chat.choices[0].message.content);

  const streamed = await stream(client, { messages: user("Tell me about warp and weft.") });
  assert.equal(streamed.text, streamed.end.content);
  assert.equal(streamed.end.finish_reason, "stop");
  show("chat_completion_stream", streamed.text);

  const question = user("What is the weather in Manchester?");
  const loop = await stream(client, { messages: question, execute_tools: true, max_steps: 4 });
  assert.equal(loop.results.length, loop.end.treadle.tool_results.length);
  for (const result of loop.results) show("… a tool was run", `${result.name}: ${result.content}`);
  show("… and the answer", loop.text);

  const { data } = await client.ask("embedding", { input: ["a bolt of twill", "a bolt of satin"] });
  assert.equal(data.length, 2);
  assert(data[0].embedding.every(Number.isFinite));
  show("embedding", `${data.length} of ${data[0].embedding.length} numbers`);

  // Several at once: each answer carries the request_id of its request.
  const answers = await Promise.all(Array.from({ length: 20 }, () => client.ask("ping")));
  assert(answers.every((answer) => answer.pong));
  show("at once", `${answers.length} pings`);

  const long = { messages: user("Tell me everything about the history of weaving.") };
  let last;
  for await (const message of client.request("chat_completion_stream", long, "long")) {
    if (last === undefined) {
      assert.equal(message.type, "chat_completion_stream_chunk");
      client.ask("cancel", { request_id: "long" }).catch(() => {});
    }
    last = message;
  }
  if (last.type === "error") assert.equal(last.data.category, "cancelled");
  else assert.equal(last.type, "chat_completion_stream_end");
  show("cancel", last.type === "error" ? last.error : "came too late, the answer was there already");
}

try {
  const client = await Client.connect(process.argv[2] ?? "127.0.0.1:8080", process.env.TREADLE_API_KEY);
  await tour(client);
  client.close();
} catch (error) {
  console.error(`client.mjs: ${error.message}`);
  process.exit(1);
}
