"""Waits in modules, in code made from text, in databases, in tests."""

import copy
import importlib
import pickle
import runpy
import sqlite3
import time
import unittest
import warnings
from pathlib import Path


def wait(name):
    time.sleep(0.01)
    return input(f"{name}? ")


import waiting_part

print(waiting_part.answer, importlib.reload(waiting_part).answer)
print(runpy.run_path("waiting_part.py")["answer"])
exec("print(wait('exec'))")
print(eval("wait('eval')"))
exec(compile("answer = [wait(f'compiled {n}') for n in range(2)]\nprint(answer)", "made", "exec"))
namespace = {"wait": wait}
exec("def made():\n    return wait('made')", namespace)
print(namespace["made"]())

database = sqlite3.connect(":memory:")
database.create_function("ask", 1, wait)
print(database.execute("SELECT ask('in SQL')").fetchall())
database.create_collation("asked", lambda a, b: (wait(f"collate {a} {b}"), (a > b) - (a < b))[1])
print(database.execute("SELECT 'b' AS x UNION SELECT 'a' ORDER BY x COLLATE asked").fetchall())
database.row_factory = lambda cursor, row: (wait("row"), *row)
print(database.execute("SELECT 1").fetchone())


class Saved:
    def __getstate__(self):
        return {"said": wait("getstate")}

    def __setstate__(self, state):
        print(state, wait("setstate"))

    def __deepcopy__(self, memo):
        return wait("deepcopy")


pickle.loads(pickle.dumps(Saved()))
print(copy.deepcopy([Saved()]))


class Test(unittest.TestCase):
    def setUp(self):
        wait("setUp")

    def test_it(self):
        self.assertEqual(wait("test"), "ok")


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(Test).run(result)
print(result.testsRun, result.failures, result.errors)
warnings.showwarning = lambda *args, **kwargs: print("warned", args[0], wait("warning"))
warnings.warn("careful")
print([path.name for path in sorted(Path().glob("waiting_*.py"), key=lambda path: wait(path.name))])
