#!/bin/sh
# An image has no init while packages are installed: none of their daemons is started.
exit 101
