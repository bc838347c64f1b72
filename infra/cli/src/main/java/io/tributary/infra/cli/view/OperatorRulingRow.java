package io.tributary.infra.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * The effect of an operator's decision about a subject, real or tried.
 *
 * @param action release or discard
 * @param done false with {@code --dry-run}
 * @param outcome the ledger's decision; null with {@code --dry-run}
 * @param manifest position of the released manifest
 * @param chunks positions of the released chunks
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperatorRulingRow(
    String subject,
    String action,
    boolean done,
    String manifest,
    List<String> chunks,
    LedgerDecisionRow outcome) {}
