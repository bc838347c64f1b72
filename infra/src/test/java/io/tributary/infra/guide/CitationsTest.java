package io.tributary.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What comments cite is here, or is a paper. */
class CitationsTest {
  private static final Path ROOT = Repository.root();
  private static final Pattern CITATION = Pattern.compile("ALGORITHMS\\.md, \"([^\"]+)\"");

  /** Sections of a document that is not in the repository. */
  private static final Pattern ELSEWHERE = Pattern.compile("[Aa]lgorithms [A-F]\\.[0-9]");

  @Test
  void everyHeadingThatIsCitedExists() throws IOException {
    Set<String> headings =
        Files.readAllLines(ROOT.resolve("aggregation-streams/ALGORITHMS.md")).stream()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("#+ ", ""))
            .collect(Collectors.toSet());
    var cited = new ArrayList<String>();
    for (Path source : Repository.allSources()) {
      String text = comments(source);
      Matcher citation = CITATION.matcher(text);
      while (citation.find()) {
        cited.add(citation.group(1));
      }
      assertThat(ELSEWHERE.matcher(text).results())
          .as(source.toString())
          .allMatch(result -> source.endsWith("CitationsTest.java"));
    }
    assertThat(cited).hasSizeGreaterThan(50);
    assertThat(headings).containsAll(cited);
  }

  /** Lines of a comment as one. */
  private static String comments(Path source) throws IOException {
    return Files.readString(source).replaceAll("\\s*\\n\\s*(\\*|//)?\\s*", " ");
  }
}
