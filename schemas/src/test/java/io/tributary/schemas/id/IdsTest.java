package io.tributary.schemas.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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
        .withMessage("chunk index must be >= 0, was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientId("a/b"))
        .withMessageContaining("1 to 100 characters")
        .withMessageContaining("'a/b'");
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
        Arbitraries.strings().withChars("abcXYZ019._-").ofMinLength(1).ofMaxLength(100);
    return Combinators.combine(
            clients,
            Arbitraries.integers().between(0, 9_999),
            Arbitraries.longs().between(1, 999_999_999_999_999_999L))
        .as(
            (client, slot, sequence) ->
                new UpdateId(new SlotId(new ClientId(client), slot), sequence));
  }
}
