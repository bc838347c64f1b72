package io.tributary.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ClientDecisionsTest {
  private final ClientDecisions<String> decisions = new ClientDecisions<>();

  @Test
  void aPatternBlocksWhoIsYetToCome() {
    put("evil-*", true);
    assertThat(why("evil-1")).hasValue("evil-*");
    assertThat(why("honest")).isEmpty();
  }

  @Test
  void whatIsDecidedByNameHoldsBeforeAnyPattern() {
    put("evil-*", true);
    put("evil-1", false);
    put("good", true);
    assertThat(why("evil-1")).isEmpty();
    assertThat(why("evil-2")).hasValue("evil-*");
    decisions.remove(new ClientPattern("evil-1"));
    assertThat(why("evil-1")).hasValue("evil-*");
    put("evil-*", false);
    assertThat(why("evil-2")).isEmpty();
    assertThat(why("good")).hasValue("good");
  }

  @Test
  void theEndOfAPatternLeavesTheOthers() {
    put("evil-*", true);
    put("*-1", true);
    put("evil-*", false);
    assertThat(why("evil-1")).hasValue("*-1");
    assertThat(why("evil-2")).isEmpty();
  }

  @Test
  void theMostExactPatternSaysWhy() {
    put("*", true);
    put("evil-?", true);
    put("e*", true);
    assertThat(why("evil-1")).hasValue("evil-?");
  }

  @Test
  void holdsNoMorePatternsThanEachRecordCanBeTriedOn() {
    for (int p = 0; p < ClientDecisions.MAX_PATTERNS; p++) {
      assertThat(decisions.put(new ClientPattern("p" + p + "-*"), true, "")).isTrue();
    }
    assertThat(decisions.put(new ClientPattern("one-more-*"), true, "")).isFalse();
    assertThat(decisions.put(new ClientPattern("p0-*"), true, "another reason")).isTrue();
    assertThat(decisions.put(new ClientPattern("a-client"), true, "")).isTrue();
    assertThat(decisions.put(new ClientPattern("p0-*"), false, "")).isTrue();
    assertThat(decisions.put(new ClientPattern("one-more-*"), true, "")).isTrue();
  }

  @Property
  void onlyTheNewestDecisionUnderEachNameCounts(@ForAll long seed) {
    Random random = new Random(seed);
    // Fields live through all tries of a property.
    var inOrder = new ClientDecisions<String>();
    List<String> names = List.of("a", "b", "a*", "*b", "?");
    boolean[] newest = new boolean[names.size()];
    for (int step = 0; step < 20; step++) {
      int name = random.nextInt(names.size());
      newest[name] = random.nextBoolean();
      inOrder.put(new ClientPattern(names.get(name)), newest[name], names.get(name));
    }
    var inAnotherOrder = new ClientDecisions<String>();
    for (int name = names.size() - 1; name >= 0; name--) {
      if (inOrder.of(new ClientPattern(names.get(name))).isPresent()) {
        inAnotherOrder.put(new ClientPattern(names.get(name)), newest[name], names.get(name));
      }
    }
    for (String client : List.of("a", "b", "ab", "c", "cd")) {
      assertThat(inAnotherOrder.blocking(new ClientId(client)))
          .isEqualTo(inOrder.blocking(new ClientId(client)));
    }
  }

  private void put(String clients, boolean blocked) {
    assertThat(decisions.put(new ClientPattern(clients), blocked, clients)).isTrue();
  }

  private Optional<String> why(String client) {
    return decisions.blocking(new ClientId(client)).map(ClientDecisions.Decision::detail);
  }
}
