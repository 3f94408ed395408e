"""The demo: database, example cases, web server and worker, from one command until Ctrl-C.

- `preparation`  what must be true before anything is served
- `processes`    the web server and the worker: start, watch, stop
- `__main__`     the command
"""
