package io.tributary.schemas.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.schemas.adapter.AdapterVersion;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  @Property
  void everyUpdateReadsItsOwnTextAgain(@ForAll("updates") UpdateId update) {
    assertThat(UpdateId.parse(update.toString())).isEqualTo(update);
    assertThat(SlotId.parse(update.slot().toString())).isEqualTo(update.slot());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c",
        "c1",
        "/0#1",
        "c/0#",
        "c/0#0",
        "c/0#01",
        "c/0#-1",
        "c/0#+1",
        "c/00#1",
        "c/+1#1",
        "c/10000#1",
        "c d/0#1",
        "c/0#1000000000000000000",
        "c/0#1 "
      })
  void refusesWhatIsNotTheOneTextOfAnUpdate(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> UpdateId.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "c", "c-1", "c01", "c1234567890", "C1", "c1 "})
  void refusesWhatIsNotTheOneTextOfACluster(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterId.parse(text))
        .withMessage("cluster must look like c3, was '" + text + "'");
  }

  @Test
  void readsACluster() {
    assertThat(ClusterId.parse("c0")).isEqualTo(new ClusterId(0));
    assertThat(ClusterId.parse("c120")).hasToString("c120");
  }

  @Test
  void namesBoundAndValueOfARefusedPart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChunkKey(new ClusterId(1), -1))
        .withMessage("chunk index must be in 0..9999, was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientId("a/b"))
        .withMessageContaining("1 to 100 characters")
        .withMessageContaining("'a/b'");
  }

  @Property(edgeCases = EdgeCasesMode.FIRST)
  void everyClusterThatCanBeBuiltReadsItsOwnTextAgain(@ForAll("aroundNumbers") int value) {
    built(() -> new ClusterId(value))
        .ifPresent(cluster -> assertThat(ClusterId.parse(cluster.toString())).isEqualTo(cluster));
  }

  @Property(edgeCases = EdgeCasesMode.FIRST)
  void everySlotAndSequenceThatCanBeBuiltReadsItsOwnTextAgain(
      @ForAll("aroundIndexes") int index, @ForAll("aroundCounts") long sequence) {
    Optional<SlotId> slot = built(() -> new SlotId(new ClientId("a"), index));
    slot.ifPresent(one -> assertThat(SlotId.parse(one.toString())).isEqualTo(one));
    slot.flatMap(one -> built(() -> new UpdateId(one, sequence)))
        .ifPresent(update -> assertThat(UpdateId.parse(update.toString())).isEqualTo(update));
  }

  @Property(edgeCases = EdgeCasesMode.FIRST)
  void everyAdapterNameThatCanBeBuiltReadsItsOwnTextAgain(
      @ForAll("aroundNumbers") int epoch, @ForAll("aroundNumbers") int version) {
    built(() -> new AdapterVersion(new ClusterId(3), epoch, version, "00ff00ff00ff00ff"))
        .ifPresent(name -> assertThat(AdapterVersion.parse(name.name())).isEqualTo(name));
  }

  @Test
  void takesTheLargestOfEachAndNothingBeyondIt() {
    assertThat(new ClusterId(IdBounds.MAX_NUMBER)).hasToString("c999999999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClusterId(1_000_000_000))
        .withMessage("cluster id must be in 0..999999999, was 1000000000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChunkKey(new ClusterId(0), 10_000))
        .withMessage("chunk index must be in 0..9999, was 10000");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void refusesAClientThatIsAnotherFolder(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientId(name))
        .withMessageContaining("neither . nor ..");
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", ".a", "a.", "-", "a-1_B"})
  void takesEveryOtherNameAsBefore(String name) {
    assertThat(new ClientId(name)).hasToString(name);
  }

  @Test
  void quotesNoTerminalEscapesAndNoEndlessText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SlotId.parse("\u001b[31m" + "x".repeat(900_000)))
        .withMessageStartingWith("slot must look like client/0, was '\\u001b[31mxxx")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  private static <T> Optional<T> built(Supplier<T> constructor) {
    try {
      return Optional.of(constructor.get());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<Integer> aroundNumbers() {
    return Arbitraries.integers()
        .edgeCases(edges -> edges.add(-1, 0, 1, 999_999_999, 1_000_000_000, Integer.MAX_VALUE));
  }

  @Provide
  Arbitrary<Integer> aroundIndexes() {
    return Arbitraries.integers()
        .between(-2, 20_000)
        .edgeCases(edges -> edges.add(-1, 0, 9_999, 10_000));
  }

  @Provide
  Arbitrary<Long> aroundCounts() {
    return Arbitraries.longs()
        .edgeCases(
            edges -> edges.add(0L, 1L, 999_999_999_999_999_999L, 1_000_000_000_000_000_000L));
  }

  @Test
  void ordersSlotsByClientThenNumber() {
    var slots =
        new TreeSet<>(List.of(SlotId.parse("b/0"), SlotId.parse("a/10"), SlotId.parse("a/9")));

    assertThat(slots).extracting(SlotId::toString).containsExactly("a/9", "a/10", "b/0");
  }

  @Provide
  Arbitrary<UpdateId> updates() {
    Arbitrary<String> clients =
        Arbitraries.strings()
            .withChars("abcXYZ019._-")
            .ofMinLength(1)
            .ofMaxLength(100)
            .filter(name -> !name.equals(".") && !name.equals(".."));
    return Combinators.combine(
            clients,
            Arbitraries.integers().between(0, 9_999),
            Arbitraries.longs().between(1, 999_999_999_999_999_999L))
        .as(
            (client, slot, sequence) ->
                new UpdateId(new SlotId(new ClientId(client), slot), sequence));
  }
}
