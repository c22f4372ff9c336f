#include "load/yaml_fault.h"

#include <string.h>

#include "base/i18n.h"

uint32_t yaml_fault_report(struct diag *d, const struct yaml_fault *f)
{
	struct diag_entry *e = diag_add(d, DIAG_ERROR, "syntax", f->at,
					_("this is not YAML (%s); the reading ends here"), f->problem);

	if (f->context && f->context_at.line)
		diag_relate(d, e, f->context_at, "%s", _("it began here"));
	return f->at.line;
}
