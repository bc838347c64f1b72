package io.tributary.broker;

/** Reports that the broker could not start; the message names the thing, its value and the fix. */
public class BrokerStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BrokerStartException(String message) {
    super(message);
  }

  public BrokerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
