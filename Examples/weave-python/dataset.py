"""Datasets: publish rows, get them back by version, add to them, point at one row.

    WANDB_BASE_URL=http://127.0.0.1:8080 WANDB_API_KEY=any python dataset.py
"""

import weave

weave.init("weaving-mill")

orders = weave.Dataset(
    name="orders",
    description="What the mill was asked for.",
    rows=[
        {"customer": "Ada", "pattern": "twill", "rows": 120, "width": 1.5},
        {"customer": "Grete", "pattern": "damask", "rows": 400, "width": 2.0},
        {"customer": "Åse", "pattern": "satin", "rows": 64, "width": 1.25},
    ],
)
first = weave.publish(orders)

same = weave.publish(orders)
print("published twice, one version:", first.digest == same.digest)

stored = weave.ref("orders").get()
print("customers:", ", ".join(row["customer"] for row in stored.rows))

more = weave.publish(stored.add_rows([{"customer": "Noor", "pattern": "plain", "rows": 10, "width": 0.9}]), "orders")
print("rows then and now:", len(first.get().rows), len(more.get().rows))

row = more.get().rows[3]
print("a row by its own ref:", weave.ref(row.ref.uri).get()["customer"])

weave.add_tags(first, ["season one"])
weave.set_aliases(first, "approved")
print("approved:", weave.ref("orders:approved").get().rows[0]["customer"], weave.get_tags(first))
