package io.tributary.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documents come in layers: a short README, one hop to every guide, and short sections. */
class GuidesTest {
  private static final Path ROOT = Repository.root();
  private static final int MOST_LINES = 120;
  private static final int MOST_WORDS = 900;
  private static final int LEAST_HEADINGS = 9;
  private static final int MOST_WORDS_OF_A_SECTION = 250;
  private static final Pattern HEADING = Pattern.compile("#+ .*");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
  private static final Pattern ANCHOR = Pattern.compile("\\]\\((?!https?:)([^)#]*)#([^)]+)\\)");
  private static final Pattern CLASS = Pattern.compile("`(?:Callable<)?([A-Z][a-z]\\w+)[^`]*`");

  @Test
  void theReadmeIsShort() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));

    assertThat(readme.lines().count()).isLessThanOrEqualTo(MOST_LINES);
    assertThat(words(readme)).isLessThanOrEqualTo(MOST_WORDS);
    assertThat(sections(readme)).hasSizeGreaterThanOrEqualTo(LEAST_HEADINGS);
  }

  /**
   * Holds for the README of the repository and of every module. Cells of tables count, because a
   * reader reads them; code blocks do not, because a reader copies them.
   */
  @Test
  void noSectionOfAReadmeIsLong() throws IOException {
    for (Path document : Repository.documents()) {
      if (document.endsWith("README.md")) {
        assertThat(sections(Files.readString(document)))
            .as(Repository.shown(document))
            .allSatisfy(
                (heading, text) ->
                    assertThat(words(text))
                        .as(heading)
                        .isLessThanOrEqualTo(MOST_WORDS_OF_A_SECTION));
      }
    }
  }

  @Test
  void everyModuleWithAnApplicationOrAContractHasAReadme() throws IOException {
    for (Path module : Repository.folders()) {
      if (module.getParent().equals(ROOT)) {
        assertThat(module.resolve("README.md")).exists();
      }
    }
  }

  /** The table of the README leads to each of the four in one hop. */
  @Test
  void aNewcomerRunsUnderstandsOperatesAndExtendsItInOneHop() throws IOException {
    String table = sections(Files.readString(ROOT.resolve("README.md"))).get("## Where to go");

    for (String goal : List.of("run it", "understand it", "operate it", "extend it")) {
      assertThat(table.lines().filter(line -> line.startsWith("| **" + goal + "**")))
          .as(goal)
          .singleElement()
          .satisfies(row -> assertThat(LINK.matcher(row).find()).isTrue());
    }
    assertThat(table).contains("SECURITY.md", "CONTRIBUTING.md");
  }

  @Test
  void everyAnchorIsAHeading() throws IOException {
    int anchors = 0;
    for (Path document : Repository.documents()) {
      Matcher anchor = ANCHOR.matcher(Files.readString(document));
      while (anchor.find()) {
        anchors++;
        Path target =
            anchor.group(1).isEmpty() ? document : document.resolveSibling(anchor.group(1));
        assertThat(headings(target)).as(anchor.group()).contains(anchor.group(2));
      }
    }
    assertThat(anchors).isGreaterThan(5);
  }

  /** Headings in the form of GitHub's anchors. */
  private static List<String> headings(Path document) throws IOException {
    return sections(Files.readString(document)).keySet().stream()
        .map(heading -> heading.replaceFirst("#+ ", "").toLowerCase(java.util.Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void everyClassThatContributorsAreToldOfExists() throws IOException {
    var named = new TreeSet<String>();
    for (String document : List.of(".github/CONTRIBUTING.md", "schemas/README.md")) {
      Matcher type = CLASS.matcher(Files.readString(ROOT.resolve(document)));
      while (type.find()) {
        named.add(type.group(1) + ".java");
      }
    }
    assertThat(named).hasSizeGreaterThan(30);
    assertThat(Repository.allSources())
        .map(file -> file.getFileName().toString())
        .containsAll(named);
  }

  /** In the form of Keep a Changelog: releases, and below each only its six kinds of changes. */
  @Test
  void theChangelogHasItsForm() throws IOException {
    List<String> headings =
        List.copyOf(sections(Files.readString(ROOT.resolve(".github/CHANGELOG.md"))).keySet());

    assertThat(headings).startsWith("# Changelog", "## [Unreleased]");
    assertThat(headings.subList(1, headings.size()))
        .allMatch(
            heading ->
                heading.matches(
                    "## \\[Unreleased]|## \\[\\d+\\.\\d+\\.\\d+] - \\d{4}-\\d\\d-\\d\\d"
                        + "|### (Added|Changed|Deprecated|Removed|Fixed|Security)( \\d+)?"));
  }

  /** The text below each heading, without code blocks; a heading that repeats gets a number. */
  private static Map<String, String> sections(String document) {
    var sections = new LinkedHashMap<String, String>();
    String heading = "";
    boolean code = false;
    for (String line : document.lines().toList()) {
      code ^= line.startsWith("```");
      if (!code && HEADING.matcher(line).matches()) {
        heading = line;
        for (int again = 2; sections.containsKey(heading); again++) {
          heading = line + " " + again;
        }
        sections.put(heading, "");
      } else if (!code && !line.startsWith("```")) {
        sections.merge(heading, line + "\n", String::concat);
      }
    }
    return sections;
  }

  private static int words(String text) {
    var words = new ArrayList<String>(List.of(text.strip().split("\\s+")));
    words.removeIf(word -> word.matches("[|-]+"));
    return words.size();
  }
}
