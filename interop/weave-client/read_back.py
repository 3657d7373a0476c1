"""Reads with Weave's own SDK what the Swift client wrote, and writes what that reads next."""

import json
import sys

import weave

told = json.loads(sys.argv[1])
client = weave.init("mill/looms")
server = client.server

pattern = weave.ref(told["pattern"]).get()
orders = weave.ref(told["orders"]).get()
call = client.get_call(told["call"])
output = call.output
rows = call.inputs["rows"]
file = server.file_content_read({"project_id": "mill/looms", "digest": told["file"]})
costs = client.query_costs(llm_ids=["loom-1"])

print(json.dumps({
    "pattern": [pattern["name"], pattern["width"], list(pattern["colours"])],
    "orders": [type(orders).__name__, len(orders.rows), orders.rows[0]["customer"], orders.rows[2100]["customer"]],
    "small": call.inputs["pattern"],
    "output": [type(output).__name__, output.mimetype, len(json.loads(output.data)), json.loads(output.data)[-1]],
    "rows": [type(rows).__name__, rows.mimetype, rows.size],
    "feedback": sorted([f.feedback_type, json.dumps(f.payload, ensure_ascii=False)] for f in call.feedback),
    "cost": [[c.llm_id, c.prompt_token_cost, c.id] for c in costs],
    "file": bytes(file.content).decode(),
}, ensure_ascii=False))
