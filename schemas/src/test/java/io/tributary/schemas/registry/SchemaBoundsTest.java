package io.tributary.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.topic.TopicCatalogue;
import org.junit.jupiter.api.Test;

class SchemaBoundsTest {
  @Test
  void takesOursWithTenTimesTheRoom() {
    for (SchemaSubject subject : SchemaSubject.of(new TopicCatalogue("clinics", 1))) {
      String text = subject.schema().toString();

      assertThat(text).hasSizeLessThan(SchemaBounds.MAX_TEXT / 8);
      assertThat(SchemaBounds.parse(text)).contains(subject.schema());
    }
  }

  @Test
  void refusesTextThatNestsWithoutEnd() {
    String deep = "{\"type\":\"array\",\"items\":".repeat(9_000) + "\"int\"" + "}".repeat(9_000);

    assertThat(SchemaBounds.parse(deep)).isEmpty();
    assertThat(SchemaBounds.parse("[".repeat(100_000))).isEmpty();
  }

  @Test
  void refusesTextWithoutEnd() {
    String doc = "x".repeat(SchemaBounds.MAX_TEXT);

    assertThat(
            SchemaBounds.parse(
                record("A", "\"int\"").replace("\"fields\"", "\"doc\":\"" + doc + "\",\"fields\"")))
        .isEmpty();
  }

  @Test
  void refusesWhatContainsItself() {
    assertThat(SchemaBounds.parse(record("A", "[\"null\",\"A\"]"))).isEmpty();
    assertThat(SchemaBounds.parse(record("A", "{\"type\":\"array\",\"items\":\"A\"}"))).isEmpty();
  }

  @Test
  void takesABracketInAStringForNone() {
    String text =
        record("A", "\"int\"")
            .replace("\"fields\"", "\"doc\":\"" + "[\\\"{".repeat(99) + "\",\"fields\"");

    assertThat(SchemaBounds.parse(text)).isPresent();
  }

  @Test
  void refusesTypesThatDoubleWithEveryLevel() {
    String bomb = "\"null\"";
    for (int level = 0; level < 25; level++) {
      bomb =
          "{\"type\":\"record\",\"name\":\"L%d\",\"fields\":[{\"name\":\"a\",\"type\":%s},{\"name\":\"b\",\"type\":%s}]}"
              .formatted(level, bomb, level == 0 ? "\"null\"" : "\"L" + (level - 1) + "\"");
    }

    assertThat(SchemaBounds.parse(bomb)).isEmpty();
  }

  @Test
  void refusesWhatIsNoSchema() {
    assertThat(SchemaBounds.parse("")).isEmpty();
    assertThat(SchemaBounds.parse("{\"type\":\"nonsense\"}")).isEmpty();
    assertThat(SchemaBounds.parse("}{")).isEmpty();
  }

  private static String record(String name, String type) {
    return "{\"type\":\"record\",\"name\":\""
        + name
        + "\",\"fields\":[{\"name\":\"f\",\"type\":"
        + type
        + "}]}";
  }
}
