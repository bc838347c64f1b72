package io.tributary.infra.experiment.plan;

import io.tributary.schemas.spec.ClusteringSettings.Mode;

/**
 * A method as a row of a table: grouping and merge of the stream, the local method of clients, and
 * the adapter that answers in the end. Methods that differ only in the last share their training.
 *
 * @param name in configurations and tables
 * @param source the paper
 * @param trains whether anything is trained
 * @param grouping how slots become clusters
 * @param bySlots whether a client has a slot for each of its tasks, or one of all its rows
 * @param localMethod name of the local method
 * @param merge the stream's merge strategy
 * @param stepShare of the other methods' steps in a run of the trainer: methods that train twice in
 *     a round take half
 * @param deployment which adapter answers
 */
public record MethodDefinition(
    String name,
    String source,
    boolean trains,
    Mode grouping,
    boolean bySlots,
    String localMethod,
    String merge,
    double stepShare,
    ServingMode deployment) {
  /** Federated averaging of one adapter of all clients, which answers everything. */
  static MethodDefinition named(String name, String source) {
    return new MethodDefinition(
        name, source, true, Mode.ONE, false, "fedavg", "weighted-mean", 1, ServingMode.GLOBAL);
  }

  /** Nothing is trained: the frozen model answers. */
  MethodDefinition untrained() {
    return new MethodDefinition(
        name, source, false, grouping, bySlots, localMethod, merge, stepShare, ServingMode.BASE);
  }

  /** Returns this method with clients that are grouped by a mode. */
  MethodDefinition grouped(Mode mode) {
    return new MethodDefinition(
        name, source, trains, mode, bySlots, localMethod, merge, stepShare, deployment);
  }

  /** Returns this method with a slot for each task of a client, grouped by their tasks. */
  MethodDefinition routed() {
    return new MethodDefinition(
        name, source, trains, Mode.TASKS, true, localMethod, merge, stepShare, deployment);
  }

  /** Returns this method with another local method of the clients. */
  MethodDefinition locally(String method) {
    return new MethodDefinition(
        name, source, trains, grouping, bySlots, method, merge, stepShare, deployment);
  }

  /** Returns this method with half of the steps, since clients train twice in a round. */
  MethodDefinition inHalfSteps() {
    return new MethodDefinition(
        name, source, trains, grouping, bySlots, localMethod, merge, 0.5, deployment);
  }

  /** Returns this method with another merge strategy. */
  MethodDefinition merged(String strategy) {
    return new MethodDefinition(
        name, source, trains, grouping, bySlots, localMethod, strategy, stepShare, deployment);
  }

  /** Returns a method of the same training with another adapter in the end. */
  MethodDefinition answeredBy(ServingMode answers) {
    return deployed(name, answers);
  }

  /** Returns a method of the same training with another name and another adapter in the end. */
  MethodDefinition deployed(String other, ServingMode answers) {
    return new MethodDefinition(
        other, source, trains, grouping, bySlots, localMethod, merge, stepShare, answers);
  }

  /** Returns whether both differ only in their name and in which adapter answers. */
  boolean sharesTraining(MethodDefinition other) {
    return training().equals(other.training());
  }

  private MethodDefinition training() {
    return new MethodDefinition(
        "", "", trains, grouping, bySlots, localMethod, merge, stepShare, ServingMode.BASE);
  }
}
