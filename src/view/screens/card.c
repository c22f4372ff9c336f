#include "view/screens/card.h"

#include "base/i18n.h"
#include "view/view_model.h"

const char *card_title(const struct card *c)
{
	return c->plan && c->plan->routine->title ? c->plan->routine->title : c->id;
}

void card_minutes(char *out, size_t n, const struct card *c)
{
	int minutes = c->plan ? (int)((c->plan->planned_ms + 30000) / 60000) : 0;

	if (!c->plan)
		vm_format(out, n, "%s", "");
	else
		vm_format(out, n, _("%d min"), minutes > 0 ? minutes : 1);
}
