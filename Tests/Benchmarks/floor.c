/* The least that a site generator can do: read Markdown, parse and render it with cmark-gfm, write
 * the HTML. Two threads; no theme, no navigation, no links, no highlighting.
 *
 *     floor SOURCE TARGET THREADS
 *
 * The folders below SOURCE are made in TARGET; every .md file becomes an .html file. */

#define _GNU_SOURCE
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const names[] = {"table", "strikethrough", "autolink", "tasklist"};
enum { EXTENSIONS = sizeof names / sizeof *names };
static cmark_syntax_extension *extensions[EXTENSIONS];

/* While cmark-gfm parses with extensions, it adds their special characters to a table that all
 * threads share, and then takes them out again. The library calls this function by its symbol, so
 * ours is called instead: what is added once stays. */
typedef void (*manage)(cmark_parser *, int);
static atomic_bool is_added;

void cmark_manage_extensions_special_characters(cmark_parser *parser, int add) {
  if (!add || atomic_exchange(&is_added, true)) return;
  ((manage)dlsym(RTLD_NEXT, "cmark_manage_extensions_special_characters"))(parser, add);
}

struct file {
  char *source, *target;
};

static struct file *files;
static size_t count, capacity;
static atomic_size_t next;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static char *joined(const char *folder, const char *name, const char *ending) {
  char *path;
  if (asprintf(&path, "%s/%s%s", folder, name, ending) < 0) fail("asprintf");
  return path;
}

static void collect(const char *source, const char *target) {
  DIR *stream = opendir(source);
  if (!stream) fail(source);
  if (mkdir(target, 0755)) fail(target);
  for (struct dirent *entry; (entry = readdir(stream));) {
    const char *name = entry->d_name;
    size_t length = strlen(name);
    if (name[0] == '.') continue;
    if (entry->d_type == DT_DIR) {
      collect(joined(source, name, ""), joined(target, name, ""));
    } else if (length > 3 && !strcmp(name + length - 3, ".md")) {
      if (count == capacity) {
        capacity = capacity ? 2 * capacity : 1024;
        files = realloc(files, capacity * sizeof *files);
        if (!files) fail("realloc");
      }
      files[count].source = joined(source, name, "");
      files[count++].target = joined(target, name, ".html");
    }
  }
  closedir(stream);
}

static char *contents(const char *path, size_t *length) {
  int descriptor = open(path, O_RDONLY);
  struct stat status;
  if (descriptor < 0 || fstat(descriptor, &status)) fail(path);
  char *text = malloc(status.st_size + 1);
  if (!text || read(descriptor, text, status.st_size) != status.st_size) fail(path);
  close(descriptor);
  *length = status.st_size;
  return text;
}

static char *html(const char *text, size_t length) {
  int options = CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_UNSAFE;
  cmark_parser *parser = cmark_parser_new(options);
  for (int i = 0; i < EXTENSIONS; i++)
    cmark_parser_attach_syntax_extension(parser, extensions[i]);
  cmark_parser_feed(parser, text, length);
  cmark_node *root = cmark_parser_finish(parser);
  char *rendered =
      cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser));
  cmark_node_free(root);
  cmark_parser_free(parser);
  return rendered;
}

static void *work(void *ignored) {
  for (size_t index; (index = atomic_fetch_add(&next, 1)) < count;) {
    size_t length;
    char *text = contents(files[index].source, &length);
    char *rendered = html(text, length);
    size_t size = strlen(rendered);
    int descriptor = open(files[index].target, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (descriptor < 0 || write(descriptor, rendered, size) != (ssize_t)size)
      fail(files[index].target);
    close(descriptor);
    free(rendered);
    free(text);
  }
  return ignored;
}

int main(int arguments, char **values) {
  if (arguments != 4) {
    fputs("usage: floor SOURCE TARGET THREADS\n", stderr);
    return 2;
  }
  cmark_gfm_core_extensions_ensure_registered();
  for (int i = 0; i < EXTENSIONS; i++) extensions[i] = cmark_find_syntax_extension(names[i]);
  free(html("", 0)); /* the special characters are there before a second thread begins */
  collect(values[1], values[2]);
  int threads = atoi(values[3]);
  pthread_t started[threads];
  for (int i = 0; i < threads; i++)
    if (pthread_create(&started[i], NULL, work, NULL)) fail("pthread_create");
  for (int i = 0; i < threads; i++) pthread_join(started[i], NULL);
  return 0;
}
