"""Writes two wheels, one of them with an extension in C, for a virtual environment at a prefix.

usage: wheels.py PREFIX DIRECTORY
"""
import os
import subprocess
import sys
import sysconfig
import zipfile

prefix, directory = sys.argv[1:]

GREET = f'''
import importlib.metadata
import sys

from tally import count

BUILT_AT = "{prefix}/share/greet"


def main():
    print("greetings from", sys.prefix, BUILT_AT, count("greetings"))


def plugin():
    return importlib.metadata.version("greet")
'''

TALLY = '''
import os
import sys

from tally._native import count


def words():
    with open(os.path.join(sys.prefix, "share/words.txt")) as file:
        return file.read().split()
'''

NATIVE = '''
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *count(PyObject *self, PyObject *arguments) {
  const char *text;
  Py_ssize_t length;
  return PyArg_ParseTuple(arguments, "s#", &text, &length) ? PyLong_FromSsize_t(length) : NULL;
}

static PyMethodDef methods[] = {
  {"count", count, METH_VARARGS, NULL},
  {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
  PyModuleDef_HEAD_INIT, "_native", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void) { return PyModule_Create(&module); }
'''


def native():
    """The name and the bytes of the extension."""
    source = os.path.join(directory, "native.c")
    library = os.path.join(directory, "_native" + sysconfig.get_config_var("EXT_SUFFIX"))
    with open(source, "w") as file:
        file.write(NATIVE)
    include = sysconfig.get_config_var("INCLUDEPY")
    subprocess.run(
        ["gcc", "-O2", "-shared", "-fPIC", "-I", include, "-o", library, source],
        check=True,
    )
    with open(library, "rb") as file:
        return os.path.basename(library), file.read()


def wheel(name, version, tag, pure, files, metadata=""):
    info = f"{name}-{version}.dist-info"
    files = dict(files)
    files[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{metadata}"
    )
    files[f"{info}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: {pure}\nTag: {tag}\n"
    )
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(os.path.join(directory, f"{name}-{version}-{tag}.whl"), "w") as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = (0o100755 if ".data/scripts/" in path else 0o100644) << 16
            archive.writestr(entry, content)


os.makedirs(directory)
wheel(
    "greet",
    "1.0",
    "py3-none-any",
    "true",
    {
        "greet/__init__.py": GREET,
        "greet/plain.py": "def where():\n    return __file__\n",
        "greet-1.0.data/scripts/greet-script": "#!python\nimport greet\ngreet.main()\n",
        "greet-1.0.dist-info/entry_points.txt": "[console_scripts]\ngreet = greet:main\n"
        "[greet.plugins]\nversion = greet:plugin\n",
    },
    "Requires-Dist: tally\n",
)
python = f"cp{sys.version_info.major}{sys.version_info.minor}"
platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
library, content = native()
wheel(
    "tally",
    "2.0",
    f"{python}-{python}-{platform}",
    "false",
    {
        "tally/__init__.py": TALLY,
        f"tally/{library}": content,
        "tally-2.0.data/data/share/words.txt": "some words\n",
    },
)
