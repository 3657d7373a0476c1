"""Feedback: reactions, notes and structured scores on calls, then finding calls by them.

    WANDB_BASE_URL=http://127.0.0.1:8080 WANDB_API_KEY=any python feedback.py
"""

import weave

client = weave.init("weaving-mill")


@weave.op
def advise(question: str) -> str:
    return f"Use linen for {question}."


calls = [advise.call(cloth)[1] for cloth in ("towels", "sails", "shirts")]
client.flush()

towels, sails, shirts = (client.get_call(call.id) for call in calls)
towels.feedback.add_reaction("👍")
towels.feedback.add_note("Just what the customer wanted.")
sails.feedback.add_reaction("👎")
sails.feedback.add("inspection", {"stars": 1, "reason": "linen rots at sea"})
shirts.feedback.add("inspection", {"stars": 4})
client.flush()

for entry in towels.feedback:
    print("towels:", entry.feedback_type, entry.payload.get("emoji") or entry.payload.get("note"))

ids = {call.id for call in calls}
field = {"$getField": "feedback.[inspection].payload.stars"}
poor = client.get_calls(query={"$expr": {"$lt": [{"$convert": {"input": field, "to": "double"}}, {"$literal": 3}]}})
print("inspected and poor:", [call.inputs["question"] for call in poor if call.id in ids])

thumbs = client.get_feedback(reaction="👎")
print("thumbs down:", sum(entry.weave_ref.endswith(sails.id) for entry in thumbs))

for entry in list(sails.feedback):
    if entry.feedback_type == "wandb.reaction.1":
        sails.feedback.purge(entry.id)
client.flush()
print("left on sails:", [entry.feedback_type for entry in client.get_call(sails.id).feedback])
