#include "CAssets.h"

#include <string.h>

// To add a file: an array here and its line in the table below.

static const unsigned char theme_default[] = {
#embed "../../themes/default.toml"
};
static const unsigned char theme_light[] = {
#embed "../../themes/light.toml"
};
static const unsigned char theme_high_contrast[] = {
#embed "../../themes/high-contrast.toml"
};
static const unsigned char theme_colour_blind[] = {
#embed "../../themes/colour-blind.toml"
};
static const unsigned char theme_monochrome[] = {
#embed "../../themes/monochrome.toml"
};

static const unsigned char catalogue[] = {
#embed "catalogue.txt"
};

static const unsigned char sample_programs[] = {
#embed "../../sample-data/programs.json"
};

static const unsigned char sample_athlete[] = {
#embed "../../sample-data/athlete.json"
};

#define ASSET(name, bytes) {name, bytes, sizeof bytes}

static const struct {
  const char *name;
  const unsigned char *bytes;
  size_t length;
} assets[] = {
    ASSET("themes/default.toml", theme_default),
    ASSET("themes/light.toml", theme_light),
    ASSET("themes/high-contrast.toml", theme_high_contrast),
    ASSET("themes/colour-blind.toml", theme_colour_blind),
    ASSET("themes/monochrome.toml", theme_monochrome),
    ASSET("catalogue.txt", catalogue),
    ASSET("sample-data/programs.json", sample_programs),
    ASSET("sample-data/athlete.json", sample_athlete),
};

enum { ASSET_COUNT = sizeof assets / sizeof *assets };

const unsigned char *tonnage_asset(const char *name, size_t *length) {
  for (size_t i = 0; i < ASSET_COUNT; i++) {
    if (strcmp(assets[i].name, name) == 0) {
      *length = assets[i].length;
      return assets[i].bytes;
    }
  }
  return NULL;
}

const char *tonnage_asset_name(size_t index) {
  return index < ASSET_COUNT ? assets[index].name : NULL;
}
