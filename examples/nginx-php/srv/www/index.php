<?php
echo getenv("GREETING"), " from PHP as ", posix_getpwuid(posix_geteuid())["name"], "\n";
