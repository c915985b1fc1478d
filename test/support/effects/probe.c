/* probe CODE WORD...: prints its words and its environment, each ended by a NUL, and exits with CODE. */
#include <stdio.h>
#include <stdlib.h>

extern char **environ;

int main(int argc, char **argv)
{
  for (int i = 0; i < argc; i++) printf("%s%c", argv[i], 0);
  putchar('|');
  for (char **variable = environ; *variable; variable++) printf("%s%c", *variable, 0);
  putchar('\n');
  return argc > 1 ? atoi(argv[1]) : 0;
}
