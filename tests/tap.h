/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests in C, results in the Test Anything Protocol:
 *
 *     TEST (luminance_never_falls)
 *     {
 *         REQUIRE (plan != NULL, "%s: no plan", id);
 *         REQUIRE_CMP (y, >=, previous, "%g", "%s at level %d", id, level);
 *     }
 *
 *     int
 *     main (void)
 *     {
 *         return tap_main ();
 *     }
 *
 * A test's name says the property. The first requirement that does not hold prints where it stands, what was asked, both
 * values and the message (the look, the input), and ends that test; the next one runs. Requirements may stand in
 * functions that a test calls, but only in its own thread. Include this header in one source file of a program only.
 */
#ifndef RANGEFINDER_TAP_H
#define RANGEFINDER_TAP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct TapTest {
    const char *name;
    void (*run) (void);
    struct TapTest *next;
} TapTest;

static TapTest *tap_first, **tap_last = &tap_first;
static jmp_buf tap_end;
static char tap_reason[1024]; /* why the test was skipped */

enum { TAP_PASSED, TAP_FAILED, TAP_SKIPPED };

/* Tests register themselves before main, in the order of the file. */
#define TEST(property)                                                                                                 \
    static void property (void);                                                                                       \
    __attribute__ ((constructor)) static void tap_register_##property (void)                                           \
    {                                                                                                                  \
        static TapTest test = {#property, property, NULL};                                                             \
        *tap_last = &test;                                                                                             \
        tap_last = &test.next;                                                                                         \
    }                                                                                                                  \
    static void property (void)

/* REQUIRE (CONDITION, FORMAT, ...) */
#define REQUIRE(condition, ...)                                                                                        \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            tap_fail (__FILE__, __LINE__, #condition, "", __VA_ARGS__);                                                \
    } while (0)

/* REQUIRE_CMP (A, OPERATOR, B, FORMAT OF A VALUE, FORMAT, ...): a comparison with NaN does not hold. */
#define REQUIRE_CMP(a, operator, b, value_format, ...)                                                                 \
    do {                                                                                                               \
        __typeof__ (a) tap_a = (a);                                                                                    \
        __typeof__ (b) tap_b = (b);                                                                                    \
        if (!(tap_a operator tap_b)) {                                                                                 \
            char tap_values[256];                                                                                      \
            snprintf (tap_values, sizeof tap_values, " (" value_format " and " value_format ")", tap_a, tap_b);        \
            tap_fail (__FILE__, __LINE__, #a " " #operator" " #b, tap_values, __VA_ARGS__);                            \
        }                                                                                                              \
    } while (0)

/* REQUIRE_TEXT (TEXT, PART, FORMAT, ...): TEXT has PART in it. */
#define REQUIRE_TEXT(text, part, ...)                                                                                  \
    do {                                                                                                               \
        const char *tap_text = (text), *tap_part = (part);                                                             \
        if (tap_text == NULL || strstr (tap_text, tap_part) == NULL) {                                                 \
            char tap_values[1024];                                                                                     \
            snprintf (tap_values, sizeof tap_values, " («%s» has no «%s»)", tap_text ? tap_text : "NULL", tap_part);   \
            tap_fail (__FILE__, __LINE__, #text " has " #part, tap_values, __VA_ARGS__);                               \
        }                                                                                                              \
    } while (0)

/* SKIP (FORMAT, ...): ends the test and says why. */
#define SKIP(...)                                                                                                      \
    do {                                                                                                               \
        snprintf (tap_reason, sizeof tap_reason, __VA_ARGS__);                                                         \
        longjmp (tap_end, TAP_SKIPPED);                                                                                \
    } while (0)

__attribute__ ((noreturn, format (printf, 5, 6))) static inline void
tap_fail (const char *file, int line, const char *condition, const char *values, const char *format, ...)
{
    va_list arguments;
    printf ("# %s:%d: %s%s: ", file, line, condition, values);
    va_start (arguments, format);
    vprintf (format, arguments);
    va_end (arguments);
    putchar ('\n');
    longjmp (tap_end, TAP_FAILED);
}

/* Runs every test of the file; the exit code is 0 if all passed. */
static inline int
tap_main (void)
{
    static int count, failed; /* static: they live through longjmp */
    static const TapTest *test;
    setvbuf (stdout, NULL, _IOLBF, 0); /* what was printed before a crash is not lost */
    for (test = tap_first; test != NULL; test = test->next) {
        int result = setjmp (tap_end);
        if (result == TAP_PASSED)
            test->run ();
        failed += result == TAP_FAILED;
        printf ("%sok %d - ", result == TAP_FAILED ? "not " : "", ++count);
        for (const char *c = test->name; *c; c++)
            putchar (*c == '_' ? ' ' : *c);
        if (result == TAP_SKIPPED)
            printf (" # SKIP %s", tap_reason);
        putchar ('\n');
    }
    printf ("1..%d\n", count);
    return failed != 0;
}

#endif
