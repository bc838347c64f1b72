package io.tributary.infra.experiment.plan;

import io.tributary.schemas.spec.ClusteringSettings.Mode;

/**
 * A method as a row of a table: how the stream groups and merges, what clients do, and which
 * adapter answers in the end. Methods that differ only in the latter share their training.
 *
 * @param name in configurations and tables
 * @param source the paper
 * @param trains whether anything is trained
 * @param grouping how slots become clusters
 * @param bySlots whether a client has a slot for each of its tasks, or one of all its rows
 * @param localMethod what clients do in a round
 * @param merge the stream's merge strategy
 * @param stepShare of the steps that the others take in a run of the trainer: methods that train
 *     twice in a round take half
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
  /** The same training with another name and another adapter in the end. */
  MethodDefinition deployed(String other, ServingMode answers) {
    return new MethodDefinition(
        other, source, trains, grouping, bySlots, localMethod, merge, stepShare, answers);
  }

  /** Whether both differ only in their name and in which adapter answers. */
  boolean sharesTraining(MethodDefinition other) {
    return training().equals(other.training());
  }

  private MethodDefinition training() {
    return new MethodDefinition(
        "", "", trains, grouping, bySlots, localMethod, merge, stepShare, ServingMode.BASE);
  }
}
