package io.tributary.infra.experiment.score;

import java.util.SortedMap;

/**
 * How one way to deploy a trained federation does; every figure in 0..1, every client counts once.
 *
 * @param allTasks mean accuracy over all tasks: generalisation
 * @param ownTasks mean accuracy over the tasks that a client trained on
 * @param unseen mean accuracy, over their own tasks, of clients that never trained; null if there
 *     are none
 * @param macroF1 mean over tasks of the macro-averaged F1 of their options, all clients' answers
 *     together
 * @param perTask accuracy of all tasks
 * @param perClient accuracy of all tasks by client
 * @param routing share of questions that reached a cluster which stands for their task; 0 where
 *     nothing is routed
 * @param calibrationError expected calibration error of the chosen options' probabilities
 * @param brierScore mean squared distance of those probabilities from being right
 */
public record Score(
    double allTasks,
    double ownTasks,
    Double unseen,
    double macroF1,
    SortedMap<String, Double> perTask,
    SortedMap<String, Double> perClient,
    double routing,
    double calibrationError,
    double brierScore) {}
