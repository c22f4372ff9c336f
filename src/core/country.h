/* The number to call in an emergency, by country. Pure. */
#ifndef UNKNOT_CORE_COUNTRY_H
#define UNKNOT_CORE_COUNTRY_H

/* The number that brings an ambulance in the country of that code (ISO 3166, two letters, in either
 * case); NULL for one that is not known here. */
const char *country_number(const char *code);

/* What to call, to be put into a sentence: the number of `code`, or, where it is "" or not known,
 * "112, 911, 999 or your local number", translated. */
const char *country_to_call(const char *code);

#endif
