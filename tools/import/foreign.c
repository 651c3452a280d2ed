#include "tools/import/foreign.h"

#include "app/core/i18n.h"

#include <string.h>
#include <strings.h>

enum { HEAD = 4096 };

struct bytes {
    const char *at;
    size_t len;
};

static bool begins(const struct bytes *b, const char *word, size_t n)
{
    return b->len >= n && memcmp(b->at, word, n) == 0;
}

static bool has(const struct bytes *b, size_t within, const char *word, size_t n)
{
    return b->len >= n && memmem(b->at, b->len < within ? b->len : within, word, n) != NULL;
}

static bool has_text(const struct bytes *b, const char *word)
{
    return has(b, HEAD, word, strlen(word));
}

/* A stream's name in a compound file stands there in UTF-16. */
static bool is_compound(const struct bytes *b, const char *stream)
{
    char name[64];
    size_t n = strlen(stream);
    for (size_t i = 0; i < n; i++) {
        name[2 * i] = stream[i];
        name[2 * i + 1] = '\0';
    }
    return begins(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) && has(b, b->len, name, 2 * n);
}

static bool is_locked(const struct bytes *b)
{
    return is_compound(b, "EncryptedPackage");
}

static bool is_doc(const struct bytes *b)
{
    return is_compound(b, "WordDocument");
}

static bool is_xls(const struct bytes *b)
{
    return is_compound(b, "Workbook") || is_compound(b, "Book");
}

static bool is_ppt(const struct bytes *b)
{
    return is_compound(b, "PowerPoint Document") ||
           (begins(b, "PK", 2) && has(b, b->len, "ppt/presentation.xml", 20));
}

static bool is_rtf(const struct bytes *b)
{
    return begins(b, "{\\rtf", 5);
}

static bool is_odt(const struct bytes *b)
{
    return (begins(b, "PK", 2) && has_text(b, "application/vnd.oasis.opendocument.text")) ||
           (has_text(b, "<office:document") &&
            has_text(b, "application/vnd.oasis.opendocument.text"));
}

static bool is_ods(const struct bytes *b)
{
    return (begins(b, "PK", 2) || has_text(b, "<office:document")) &&
           has_text(b, "application/vnd.oasis.opendocument.spreadsheet");
}

static bool is_xlsb(const struct bytes *b)
{
    return begins(b, "PK", 2) && has(b, b->len, "xl/workbook.bin", 15);
}

static bool is_compound_file(const struct bytes *b)
{
    return is_compound(b, "");
}

static bool is_apple(const struct bytes *b)
{
    return begins(b, "PK", 2) && has(b, b->len, "Index/Document.iwa", 18);
}

/* Behind a byte order mark, blanks, declarations and comments the first element is html. */
static bool is_html(const struct bytes *b)
{
    struct bytes s = *b;
    s.len = s.len < HEAD ? s.len : HEAD;
    size_t skip = begins(&s, "\xEF\xBB\xBF", 3) ? 3 : 0;
    for (;;) {
        s.at += skip;
        s.len -= skip;
        if (s.len && strchr(" \t\r\n", s.at[0])) {
            skip = 1;
            continue;
        }
        const char *end = begins(&s, "<?", 2)     ? memmem(s.at, s.len, "?>", 2)
                          : begins(&s, "<!--", 4) ? memmem(s.at, s.len, "-->", 3)
                                                  : NULL;
        if (!end)
            break;
        skip = (size_t)(end - s.at) + (s.at[1] == '?' ? 2 : 3);
    }
    return (s.len > 14 && strncasecmp(s.at, "<!doctype html", 14) == 0) ||
           (s.len > 5 && strncasecmp(s.at, "<html", 5) == 0);
}

static bool is_sheet_html(const struct bytes *b)
{
    return is_html(b) && has_text(b, "urn:schemas-microsoft-com:office:excel");
}

static bool is_mhtml(const struct bytes *b)
{
    return has_text(b, "MIME-Version:") && has_text(b, "multipart/related");
}

static bool is_word_xml(const struct bytes *b)
{
    return begins(b, "<?xml", 5) &&
           (has_text(b, "progid=\"Word.Document\"") || has_text(b, "wordDocument"));
}

static bool is_excel_xml(const struct bytes *b)
{
    return begins(b, "<?xml", 5) && (has_text(b, "progid=\"Excel.Sheet\"") ||
                                     has_text(b, "urn:schemas-microsoft-com:office:spreadsheet\""));
}

static bool is_qti1(const struct bytes *b)
{
    return has_text(b, "<questestinterop");
}

static bool is_picture(const struct bytes *b)
{
    return begins(b, "\x89PNG\r\n", 6) || begins(b, "\xFF\xD8\xFF", 3) || begins(b, "GIF8", 4) ||
           begins(b, "II*\0", 4) || begins(b, "MM\0*", 4);
}

static const struct {
    bool (*is)(const struct bytes *b);
    const char *what, *advice;
} FOREIGN[] = {
    {is_locked, N_("a document locked with a password"),
     N_("open it with its password, take the password off and save it anew")},
    {is_doc, N_("an old Word document (.doc)"),
     N_("open it in Word or LibreOffice and save it as .docx")},
    {is_xls, N_("an old Excel workbook (.xls)"),
     N_("open it in Excel or LibreOffice and save it as .xlsx")},
    {is_ppt, N_("a PowerPoint presentation"),
     N_("copy its text into a document and save that as .docx")},
    {is_rtf, N_("a document in Rich Text Format (RTF)"),
     N_("open it in Word or LibreOffice and save it as .docx")},
    {is_odt, N_("an OpenDocument text (.odt)"), N_("open it in LibreOffice and save it as .docx")},
    {is_ods, N_("an OpenDocument spreadsheet (.ods)"),
     N_("open it in LibreOffice and save it as .xlsx")},
    {is_compound_file, N_("a file of an old Office program"),
     N_("open it in the program that wrote it and save it as .xlsx or .docx")},
    {is_apple, N_("a document of Apple's Numbers or Pages"), N_("export it as .xlsx or .docx")},
    {is_xlsb, N_("a binary Excel workbook (.xlsb)"),
     N_("open it in Excel or LibreOffice and save it as .xlsx")},
    {is_sheet_html, N_("a web page saved by Excel"),
     N_("open it in Excel or LibreOffice and save it as .xlsx")},
    {is_excel_xml, N_("a workbook in Excel's old XML"),
     N_("open it in Excel or LibreOffice and save it as .xlsx")},
    {is_word_xml, N_("a document in Word's old XML"),
     N_("open it in Word or LibreOffice and save it as .docx")},
    {is_mhtml, N_("a web archive (MHTML)"),
     N_("open it in Word or LibreOffice and save it as .docx")},
    {is_html, N_("a web page (HTML)"),
     N_("open it in Excel, Word or LibreOffice and save it as .xlsx or .docx")},
    {is_qti1, N_("a file of QTI 1"),
     N_("export it as QTI 2.1, 2.2 or 3.0, or as Moodle XML or text")},
    {is_picture, N_("a picture"), N_("its text has to go through text recognition first")}};

enum err_code foreign_check(const void *bytes, size_t len, struct err *e)
{
    struct bytes b = {bytes, len};
    for (size_t i = 0; i < sizeof FOREIGN / sizeof FOREIGN[0]; i++)
        if (FOREIGN[i].is(&b))
            return err_set(e, ERR_FORMAT, _("this is %s: %s"), _(FOREIGN[i].what),
                           _(FOREIGN[i].advice));
    return ERR_OK;
}
