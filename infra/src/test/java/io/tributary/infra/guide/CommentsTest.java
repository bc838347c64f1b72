package io.tributary.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Comments of types, methods, fields and constructors are sentences that stand alone. */
class CommentsTest {
  private static final int SHORT = 3;
  private static final int MOST_SHORT = 29;

  /**
   * Words with which no sentence about the commented thing begins: what follows is a fragment whose
   * subject or verb stands in another comment, or in the reader's head.
   */
  private static final Pattern ELLIPTIC =
      Pattern.compile(
          "(Also|The same|Same|Who|Whose|Whom|Whoever|What|Whatever|Where|Which|Why|How|That|Those"
              + "|As|Of|Like|Its|His|Nobody|Somebody|Everybody)\\b.*");

  @Test
  void fewCommentsSayThreeWordsOrFewer() throws IOException {
    assertThat(found(comment -> comment.description().split(" ").length <= SHORT))
        .as("comments of three words or fewer")
        .hasSizeLessThanOrEqualTo(MOST_SHORT);
  }

  @Test
  void noCommentBeginsInTheMiddleOfASentence() throws IOException {
    assertThat(found(comment -> ELLIPTIC.matcher(comment.description()).matches())).isEmpty();
  }

  private static List<String> found(Predicate<Javadoc> wanted) throws IOException {
    var found = new ArrayList<String>();
    int comments = 0;
    for (Path source : Repository.mainSources()) {
      for (Javadoc comment : Javadoc.of(Files.readString(source))) {
        comments++;
        if (!comment.isOfConstant() && !comment.description().isEmpty() && wanted.test(comment)) {
          found.add(
              "%s:%d: %s"
                  .formatted(Repository.shown(source), comment.line(), comment.description()));
        }
      }
    }
    assertThat(comments).isGreaterThan(3_000);
    return found;
  }
}
