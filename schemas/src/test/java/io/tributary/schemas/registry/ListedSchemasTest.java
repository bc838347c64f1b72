package io.tributary.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ListedSchemasTest {
  private static final String RECORD =
      "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":\"NAME\"}]}";

  private final TreeMap<Integer, ListedSchemas.Version> versions = new TreeMap<>();
  private final List<Integer> read = new ArrayList<>();
  private int questions;
  private long now = 5;
  private final ListedSchemas listed =
      new ListedSchemas(
          new ListedSchemas.Source() {
            @Override
            public List<Integer> versions() {
              questions++;
              return List.copyOf(versions.keySet());
            }

            @Override
            public Optional<ListedSchemas.Version> version(int number) {
              read.add(number);
              return Optional.ofNullable(versions.get(number));
            }
          },
          () -> now);

  @Test
  void asksOnceForWhatIsListed() {
    list(1, 7, "int");

    assertThat(listed.find(7)).isPresent();
    assertThat(listed.find(7)).isPresent();
    assertThat(questions).isEqualTo(1);
  }

  @Test
  void findsAVersionThatIsListedLaterAndReadsNoneTwice() {
    list(1, 7, "int");
    assertThat(listed.find(7)).isPresent();
    list(2, 9, "long");

    assertThat(listed.find(9)).isPresent();
    assertThat(read).containsExactly(1, 2);
  }

  @Test
  void asksAgainForAnIdThatWasDeniedOnlyAfterAWhile() {
    assertThat(listed.find(9)).isEmpty();
    list(1, 9, "int");

    assertThat(listed.find(9)).isEmpty();
    assertThat(questions).isEqualTo(1);
    now += ListedSchemas.DENIED_NANOS;
    assertThat(listed.find(9)).isPresent();
  }

  @Test
  void aStreamOfMadeUpIdsAsksNoOftenerThanTheClockAllows() {
    for (int id = 100; id < 100_100; id++) {
      assertThat(listed.find(id)).isEmpty();
    }
    assertThat(questions).isEqualTo(ListedSchemas.BURST);

    now += 3 * ListedSchemas.REFILL_NANOS;
    for (int id = 200_000; id < 200_100; id++) {
      listed.find(id);
    }
    assertThat(questions).isEqualTo(ListedSchemas.BURST + 3);
  }

  @Test
  void looksAtABoundedNumberOfVersions() {
    for (int version = 1; version <= 3_000; version++) {
      list(version, version, "int");
    }

    assertThat(listed.find(1)).isPresent();
    assertThat(listed.find(2_999)).isEmpty();
    assertThat(read).hasSize(ListedSchemas.MAX_VERSIONS);
  }

  private void list(int number, int id, String type) {
    versions.put(number, new ListedSchemas.Version(id, RECORD.replace("NAME", type)));
  }
}
