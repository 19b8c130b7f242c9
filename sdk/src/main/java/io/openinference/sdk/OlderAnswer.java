// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer from an exporter of OpenTelemetry before 1.59, whose internal classes have the
 * same names and other methods. Headers and partly accepted requests stay unknown.
 */
final class OlderAnswer {

  private static final String EXPORTER_FAILED = "unknown cause";
  private static final String ADVICE =
      "OpenTelemetry before 1.59 may not tell the cause. Its own log lines may.";

  /** Returns the answer, or one that says that the cause is unknown. */
  static Answer of(@Nullable Throwable failure) {
    try {
      if (failure != null) {
        return read(failure);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherVersion) {
      // Below.
    }
    return Answer.failed(DeliveryOutcome.UNCLEAR, EXPORTER_FAILED, ADVICE);
  }

  private static Answer read(Throwable failure) throws ReflectiveOperationException {
    Object response = call(failure, "getResponse");
    if (response == null) {
      Throwable cause = failure.getCause();
      return NoAnswer.of(cause == null ? failure : cause, "", 0);
    }
    return failure.getClass().getSimpleName().startsWith("Grpc")
        ? GrpcAnswer.of(
            (int) required(response, "grpcStatusValue"),
            (String) call(response, "grpcStatusDescription"),
            new byte[0])
        : HttpAnswer.of((int) required(response, "statusCode"), Map.of(), new byte[0]);
  }

  private static Object required(Object target, String method) throws ReflectiveOperationException {
    Object value = call(target, method);
    if (value == null) {
      throw new NoSuchMethodException(method);
    }
    return value;
  }

  private static @Nullable Object call(Object target, String name)
      throws ReflectiveOperationException {
    Method method = target.getClass().getMethod(name);
    method.setAccessible(true);
    return method.invoke(target);
  }

  private OlderAnswer() {}
}
