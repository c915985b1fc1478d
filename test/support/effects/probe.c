/*
 * probe CODE WORD...: prints its words and its environment, each ended by a NUL, and exits with CODE. The environment is
 * sorted: execline changes the order of the others when it sets or takes away one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

static int compare(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(int argc, char **argv)
{
  size_t variables = 0;
  while (environ[variables]) variables++;
  qsort(environ, variables, sizeof *environ, compare);
  for (int i = 0; i < argc; i++) printf("%s%c", argv[i], 0);
  putchar('|');
  for (size_t i = 0; i < variables; i++) printf("%s%c", environ[i], 0);
  putchar('\n');
  return argc > 1 ? atoi(argv[1]) : 0;
}
