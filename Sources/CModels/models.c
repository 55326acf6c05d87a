/* Trained weights as bytes of the program (C23 #embed): no file to find at run time, no cost to start.
   `casebook-train` writes the files; weights/README.md says from what. */
#include "CModels.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

#define MODEL(name) _Alignas(16) static const unsigned char name##_bytes[]

MODEL(tagger) = {
#embed "weights/tagger.model"
};
MODEL(figure_category) = {
#embed "weights/figure-category.model"
};
MODEL(figure_date) = {
#embed "weights/figure-date.model"
};
MODEL(figure_label) = {
#embed "weights/figure-label.model"
};
MODEL(figure_role) = {
#embed "weights/figure-role.model"
};
MODEL(figure_subject) = {
#embed "weights/figure-subject.model"
};

MODEL(statement_themes) = {
#embed "weights/statement-themes.model"
};
MODEL(statement_themes_hidden) = {
#embed "weights/statement-themes-hidden.model"
};
MODEL(statement_themes_head) = {
#embed "weights/statement-themes-head.model"
};
MODEL(statement_roles) = {
#embed "weights/statement-roles.model"
};
MODEL(document_kinds) = {
#embed "weights/document-kinds.model"
};
MODEL(document_names) = {
#embed "weights/document-names.model"
};
MODEL(word_case) = {
#embed "weights/word-case.model"
};
MODEL(statement_factors) = {
#embed "weights/statement-factors.model"
};

typedef struct {
  const char *name;
  cmodels_blob blob;
} named_blob;

static const named_blob models[] = {
    {"statement-themes", {statement_themes_bytes, sizeof statement_themes_bytes}},
    {"statement-themes-hidden", {statement_themes_hidden_bytes, sizeof statement_themes_hidden_bytes}},
    {"statement-themes-head", {statement_themes_head_bytes, sizeof statement_themes_head_bytes}},
    {"statement-roles", {statement_roles_bytes, sizeof statement_roles_bytes}},
    {"document-kinds", {document_kinds_bytes, sizeof document_kinds_bytes}},
    {"document-names", {document_names_bytes, sizeof document_names_bytes}},
    {"word-case", {word_case_bytes, sizeof word_case_bytes}},
    {"statement-factors", {statement_factors_bytes, sizeof statement_factors_bytes}},
    {"tagger", {tagger_bytes, sizeof tagger_bytes}},
    {"figure-category", {figure_category_bytes, sizeof figure_category_bytes}},
    {"figure-date", {figure_date_bytes, sizeof figure_date_bytes}},
    {"figure-label", {figure_label_bytes, sizeof figure_label_bytes}},
    {"figure-role", {figure_role_bytes, sizeof figure_role_bytes}},
    {"figure-subject", {figure_subject_bytes, sizeof figure_subject_bytes}},
    {NULL, {NULL, 0}},
};

cmodels_blob cmodels_blob_named(const char *name) {
  for (const named_blob *model = models; model->name; model++)
    if (strcmp(model->name, name) == 0) return model->blob;
  cmodels_blob none = {NULL, 0};
  return none;
}
