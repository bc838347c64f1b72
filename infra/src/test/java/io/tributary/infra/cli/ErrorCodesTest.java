package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.event.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation and the sources name the same codes. */
class ErrorCodesTest {
  private static final Path ROOT = Path.of("..");

  /** A word with an underscore in capitals, or the code of a Failure. */
  private static final Pattern CODE =
      Pattern.compile("\"([A-Z]{2,}(?:_[A-Z]+)+)\"|Failure\\.Kind\\.[A-Z]+,\\s*\"([A-Z]+)\"");

  private static final Pattern LINE = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

  /** Capitals that are names of environment variables, or a value of the registry client. */
  private static final Pattern NO_CODE =
      Pattern.compile(
          "(DOCKER|TESTCONTAINERS|TRIBUTARY)_.*|KAFKA_[A-Z]+_[A-Z]+_[A-Z]+.*|MALLOC_ARENA_MAX|NO_COLOR|USER_INFO|[A-Z]+_CACHE_(DIR|HOME)");

  @Test
  void everyCodeHasALineWithCauseAndFix() throws IOException {
    assertThat(documented()).containsAll(used());
  }

  @Test
  void everyReasonOfAQuarantineHasALine() throws IOException {
    List<String> reasons =
        Arrays.stream(RejectReason.values())
            .filter(reason -> reason != RejectReason.NONE)
            .map(Enum::name)
            .toList();
    assertThat(documented()).containsAll(reasons);
  }

  @Test
  void noLineIsLeftOverFromACodeThatIsGone() throws IOException {
    Set<String> leftOver = documented();
    leftOver.removeAll(used());
    Arrays.stream(RejectReason.values()).map(Enum::name).forEach(leftOver::remove);
    assertThat(leftOver).isEmpty();
  }

  private static Set<String> documented() throws IOException {
    Set<String> codes = new TreeSet<>();
    Matcher line = LINE.matcher(Files.readString(Path.of("ERRORS.md")));
    while (line.find()) {
      codes.add(line.group(1));
    }
    return codes;
  }

  private static Set<String> used() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Path source : sources()) {
      Matcher matcher = CODE.matcher(Files.readString(source));
      while (matcher.find()) {
        String code = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        if (!NO_CODE.matcher(code).matches()) {
          codes.add(code);
        }
      }
    }
    return codes;
  }

  /** The main sources of all modules that are part of the product. */
  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> !file.toString().contains("/testkit/"))
          .toList();
    }
  }
}
