"""Evaluations: a model, a dataset, two scorers, and the numbers that come out.

    WANDB_BASE_URL=http://127.0.0.1:8080 WANDB_API_KEY=any python evaluation.py
"""

import asyncio

import weave

client = weave.init("weaving-mill")

EXAMPLES = [
    {"question": "How many threads for 2 m at 12 a cm?", "metres": 2, "density": 12, "expected": 2400},
    {"question": "How many threads for 1 m at 8 a cm?", "metres": 1, "density": 8, "expected": 800},
    {"question": "How many threads for 3 m at 10 a cm?", "metres": 3, "density": 10, "expected": 3000},
]


class WarpPlanner(weave.Model):
    hundredths: int = 100

    @weave.op
    def predict(self, metres: int, density: int) -> dict:
        threads = metres * self.hundredths * density
        return {"threads": threads, "usage": {"total_tokens": len(str(threads))}}


@weave.op
def exact(expected: int, output: dict) -> dict:
    return {"correct": output["threads"] == expected}


class Deviation(weave.Scorer):
    tolerance: float = 0.05

    @weave.op
    def score(self, expected: int, output: dict) -> dict:
        return {"within": abs(output["threads"] - expected) <= expected * self.tolerance}


evaluation = weave.Evaluation(
    name="threads", dataset=weave.Dataset(name="thread-questions", rows=EXAMPLES), scorers=[exact, Deviation()])
summary = asyncio.run(evaluation.evaluate(WarpPlanner()))
print("correct:", summary["exact"]["correct"]["true_count"], "of", len(EXAMPLES))
print("within tolerance:", summary["Deviation"]["within"]["true_fraction"])

worse = asyncio.run(evaluation.evaluate(WarpPlanner(hundredths=99)))
print("a worse model:", worse["exact"]["correct"]["true_count"], "of", len(EXAMPLES))

client.flush()
runs = client.get_calls(filter={"trace_roots_only": True}, sort_by=[{"field": "started_at", "direction": "asc"}])
print("evaluations recorded:", sum(call.func_name == "Evaluation.evaluate" for call in runs))
