"""The first five minutes with Weave: trace functions, nest them, look at what was recorded.

    pip install weave
    WANDB_BASE_URL=http://127.0.0.1:8080 WANDB_API_KEY=any python quickstart.py
"""

import weave

client = weave.init("weaving-mill")


@weave.op
def yarn_length(rows: int, width: float) -> float:
    """How much weft a cloth takes, in metres."""
    return rows * width * 1.05


@weave.op
def quote(pattern: str, rows: int, width: float) -> dict:
    length = yarn_length(rows, width)
    if pattern == "damask":
        length *= 2
    return {"pattern": pattern, "metres": round(length, 1), "price": round(length * 0.03, 2)}


@weave.op
def mend(loom: int) -> str:
    raise RuntimeError(f"loom {loom} has no shuttle")


offer, call = quote.call("damask", rows=400, width=1.5)
print("offer:", offer)

try:
    mend(7)
except RuntimeError as error:
    print("failed as it should:", error)

with weave.attributes({"shift": "night"}):
    quote("plain", rows=100, width=0.9)

client.flush()

calls = client.get_calls(sort_by=[{"field": "started_at", "direction": "asc"}])
for recorded in calls:
    status = recorded.summary["weave"]["status"].value
    print(f"{'  ' if recorded.parent_id else ''}{recorded.func_name}: {status}")

again = client.get_call(call.id)
again.set_display_name("the damask offer")
again.feedback.add_reaction("👍")
print("children of the offer:", [child.func_name for child in again.children()])
night = client.get_calls(query={"$expr": {"$eq": [{"$getField": "attributes.shift"}, {"$literal": "night"}]}})
print("on the night shift:", len(list(night)))
