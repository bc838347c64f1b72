package io.tributary.infra.attack.poison;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * The cost of poisoning clients for the honest ones. Accuracies are shares in 0..1 of the honest
 * clients' test rows; no hostile client is asked.
 *
 * @param figure points that the honest clients' accuracy on their own tasks fell by, with the kind
 *     that cost most; below 0 if it rose with each
 * @param boundPoints largest fall that is allowed
 * @param seed of all runs
 * @param rounds of each run
 * @param honestClients of each run
 * @param hostileClients beside them
 * @param hostileShare that was asked for
 * @param strategy that merged
 * @param ownTasks the honest clients' accuracy on their own tasks, undisturbed
 * @param allTasks the same on all tasks
 * @param kinds one row for every kind of poison
 * @param seconds in all
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PoisonReport(
    double figure,
    double boundPoints,
    long seed,
    int rounds,
    int honestClients,
    int hostileClients,
    double hostileShare,
    String strategy,
    double ownTasks,
    double allTasks,
    List<Kind> kinds,
    double seconds) {
  /** The tolerance within which a difference of shares is rounding and no loss. */
  private static final double ROUNDING = 1e-9;

  public PoisonReport {
    kinds = List.copyOf(kinds);
  }

  /**
   * A run with one kind of poison.
   *
   * @param kind its name
   * @param ownTasks the honest clients' accuracy on their own tasks
   * @param allTasks the same on all tasks
   * @param changePoints of the first from the undisturbed run
   * @param hostileMembers slots of hostile clients that had a cluster at the end
   * @param members all slots that had one
   * @param sent hostile updates
   * @param accepted of these, counted in full
   * @param limited of these, with less weight or scaled down
   * @param rejected of these, not counted
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Kind(
      String kind,
      double ownTasks,
      double allTasks,
      double changePoints,
      int hostileMembers,
      int members,
      int sent,
      int accepted,
      int limited,
      int rejected) {}

  /** Returns the kinds with which the honest clients lost more than allowed. */
  public List<Kind> succeeded() {
    return kinds.stream().filter(kind -> -kind.changePoints() > boundPoints + ROUNDING).toList();
  }
}
