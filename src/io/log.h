/* The log: a file of at most 1 MiB in the state folder (then it begins anew, the old one kept as
 * log.old). A message that cannot be written is lost silently: the log is never worth a session. */
#ifndef UNKNOT_IO_LOG_H
#define UNKNOT_IO_LOG_H

void log_open(const char *path);
void log_line(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_close(void);

#endif
