#include "keep.h"

#include <stdio.h>

#include "base/i18n.h"

enum { KEEP_MS = 2000 };

enum exit_code keep_record(struct history *h, enum exit_code code)
{
	if (history_close(h, KEEP_MS))
		return code;
	fputs(_("unknot: part of this session could not be added to the record and is lost.\n"), stderr);
	return code == EXIT_DONE ? EXIT_ENVIRONMENT : code;
}
