// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.wire.CopyingStream;
import io.openinference.instrumentation.api.wire.CopyingStream.Copy;
import io.openinference.instrumentation.spi.TelemetryGuard;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Copies the bytes of responses for the calls that are traced. The SDK finds this class by a
 * service file; applications have no use for it.
 *
 * @since 0.1.0
 */
public final class BedrockExecutionInterceptor implements ExecutionInterceptor {

  private static final ExecutionAttribute<WireResponse> RESPONSE =
      new ExecutionAttribute<>("OpenInferenceBedrockResponse");

  /** For the SDK. */
  public BedrockExecutionInterceptor() {}

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    try {
      WireResponse response = WireResponse.claim(context.request());
      if (response != null) {
        attributes.putAttribute(RESPONSE, response);
      }
    } catch (Throwable fault) {
      handle("beforeExecution", fault);
    }
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Optional<InputStream> content = context.responseBody();
    Copy copy = content.isPresent() ? copy(context, attributes) : null;
    return copy == null ? content : content.map(stream -> new CopyingStream(stream, copy));
  }

  @Override
  public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Optional<Publisher<ByteBuffer>> content = context.responsePublisher();
    Copy copy = content.isPresent() ? copy(context, attributes) : null;
    return copy == null ? content : content.map(bytes -> copying(bytes, copy));
  }

  private static @Nullable Copy copy(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    try {
      WireResponse response = attributes.getAttribute(RESPONSE);
      int attempt = response == null ? -1 : response.begin(context.httpResponse());
      return response == null || attempt < 0
          ? null
          : (bytes, offset, length) -> response.accept(attempt, bytes, offset, length);
    } catch (Throwable fault) {
      handle("begin", fault);
      return null;
    }
  }

  private static void handle(String site, Throwable fault) {
    try {
      Tracing.GUARD.handleLibrary(site, fault);
    } catch (LinkageError e) {
      TelemetryGuard.rethrowFatal(e);
    }
  }

  private static Publisher<ByteBuffer> copying(Publisher<ByteBuffer> bytes, Copy copy) {
    return SdkPublisher.adapt(bytes)
        .map(
            buffer -> {
              byte[] copied = new byte[buffer.remaining()];
              buffer.duplicate().get(copied);
              copy.accept(copied, 0, copied.length);
              return buffer;
            });
  }
}
