package io.tributary.infra.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Trains two federations of the same clients, one of them disturbed; both must have the same
 * outcome.
 */
final class ControlPair {
  private final SweptAggregator disturbed;
  private final SweptAggregator calm;
  private final List<String> broken = new ArrayList<>();
  private int rounds;

  ControlPair(SweptAggregator disturbed, SweptAggregator calm) {
    this.disturbed = disturbed;
    this.calm = calm;
  }

  void announce() {
    federations().forEach(SweepFederation::announce);
  }

  /** Trains one round of both; they must publish the same bytes. */
  void train() {
    rounds++;
    federations().forEach(federation -> federation.send(rounds));
    compare();
  }

  /**
   * Checks both federations after they have trained so many rounds by themselves: nothing may be
   * lost or counted twice.
   */
  void complete(int trained) {
    rounds = trained;
    compare();
    settle();
  }

  private void compare() {
    federations().forEach(federation -> federation.outputs().awaitRound(rounds));
    SortedMap<String, String> actual = disturbed.federation().outputs().digests();
    calm.federation()
        .outputs()
        .digests()
        .forEach(
            (version, digest) -> {
              if (!digest.equals(actual.get(version))) {
                broken.add(
                    "digest of %s must be the twin's %s, was %s"
                        .formatted(version, digest, actual.get(version)));
              }
            });
  }

  private Stream<SweepFederation> federations() {
    return Stream.of(disturbed.federation(), calm.federation());
  }

  int rounds() {
    return rounds;
  }

  /** Returns what does not hold so far. */
  List<String> broken() {
    return broken;
  }

  /** Checks that nothing was lost, nothing counts twice, and the twin was not disturbed. */
  void settle() {
    SortedMap<String, Integer> acceptances = disturbed.federation().outputs().acceptances();
    acceptances.forEach(
        (update, times) -> {
          if (times != 1) {
            broken.add("update %s must be accepted once, was %d times".formatted(update, times));
          }
        });
    int expected = rounds * SweepUpdates.TWO_CHUNKS.slots().size();
    if (acceptances.size() != expected) {
      broken.add("updates accepted must be %d, were %d".formatted(expected, acceptances.size()));
    }
    disturbed
        .federation()
        .outputs()
        .publishedTwice()
        .forEach(version -> broken.add("version %s was published twice".formatted(version)));
    if (calm.child().pid().isEmpty()) {
      broken.add("the twin must live through the sweep, did not");
    }
  }
}
