"""Runs the programs of pages, each with its output in a folder of its own, and writes what each printed and raised.

A start of Python and Node takes seconds, so one process runs all.
"""

import contextlib
import io
import json
import pathlib
import sys

import cdktf

App = cdktf.App


def run(text, place, out):
    """What a program printed, and the text of its error."""
    cdktf.App = lambda **props: App(**{"outdir": str(out), **props})
    printed = io.StringIO()
    namespace = {"__name__": "__main__"}
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(text, place, "exec"), namespace)
            if "\napp = " in f"\n{text}" and "app.synth(" not in text:
                namespace["app"].synth()
        error = None
    except RuntimeError as raised:
        error = str(raised).strip()
    except Exception as raised:
        error = f"{type(raised).__name__}: {raised}"
    return {"printed": printed.getvalue().rstrip("\n"), "error": error}


folder = pathlib.Path(sys.argv[1])
programs = json.loads(folder.joinpath("programs.json").read_text())
given = [run(program["text"], program["place"], folder / program["out"]) for program in programs]
folder.joinpath("outcomes.json").write_text(json.dumps(given))
