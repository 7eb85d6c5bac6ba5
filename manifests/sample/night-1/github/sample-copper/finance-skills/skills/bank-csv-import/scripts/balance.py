"""Says where a running balance breaks. Usage: balance.py FILE.csv, with the columns amount and balance."""
import csv
import sys
from decimal import Decimal

before = None
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    for number, row in enumerate(csv.DictReader(file), start=2):
        now = Decimal(row["balance"])
        if before is not None and before + Decimal(row["amount"]) != now:
            print(f"line {number}: {before} and {row['amount']} are not {now}")
        before = now
