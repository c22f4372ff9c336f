/* Every text a person sees goes through _(), as a whole sentence; N_() marks a text in a table
 * that is translated where it is shown. */
#ifndef UNKNOT_BASE_I18N_H
#define UNKNOT_BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

/* One thing or several: the plural forms of the person's language. */
#define n_(one, many, n) ngettext((one), (many), (unsigned long)(n))

#endif
