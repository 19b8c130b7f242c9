// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.openinference.viewer.internal.otlp.OtlpBatch;
import io.openinference.viewer.internal.otlp.OtlpProtobufReader;
import io.openinference.viewer.internal.otlp.OtlpProtobufWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Receives OTLP over gRPC.
 *
 * <p>It reads the messages itself, so that no generated classes are needed.
 */
final class OtlpGrpc implements AutoCloseable {

  private static final String SERVICE = "opentelemetry.proto.collector.trace.v1.TraceService";
  private static final Metadata.Key<String> PROJECT =
      Metadata.Key.of("x-project-name", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<String> PROJECT_OF_CALL = Context.key("project");

  /** Stands for a message that grew beyond the limit while it was inflated. */
  private static final byte[] TOO_LARGE = new byte[0];

  private final Server server;

  private OtlpGrpc(Server server) {
    this.server = server;
  }

  static OtlpGrpc start(
      InetSocketAddress address, Ingest ingest, Gate gate, boolean needsToken, Executor executor)
      throws IOException {
    MethodDescriptor<byte[], byte[]> export =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Export"))
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();
    ServerServiceDefinition service =
        ServerServiceDefinition.builder(SERVICE)
            .addMethod(
                export,
                ServerCalls.asyncUnaryCall(
                    (request, observer) -> export(ingest, request, observer)))
            .build();
    Server server =
        OkHttpServerBuilder.forPort(address, InsecureServerCredentials.create())
            .maxInboundMessageSize(RequestBody.MAX_BYTES)
            .executor(executor)
            .addService(ServerInterceptors.intercept(service, new Headers(gate, needsToken)))
            .build()
            .start();
    return new OtlpGrpc(server);
  }

  int port() {
    return server.getPort();
  }

  private static void export(Ingest ingest, byte[] request, StreamObserver<byte[]> observer) {
    if (request == TOO_LARGE) {
      observer.onError(
          Status.RESOURCE_EXHAUSTED
              .withDescription(
                  "The message is larger than " + (RequestBody.MAX_BYTES >> 20) + " MiB.")
              .asException());
      return;
    }
    try {
      OtlpBatch batch = OtlpProtobufReader.readRequest(request);
      ingest.write(batch, PROJECT_OF_CALL.get());
      observer.onNext(OtlpProtobufWriter.answer(batch.rejected(), batch.reason()));
      observer.onCompleted();
    } catch (IOException unreadable) {
      observer.onError(
          Status.INVALID_ARGUMENT.withDescription(unreadable.getMessage()).asException());
    } catch (HttpError error) {
      Status status = error.status() == 503 ? Status.UNAVAILABLE : Status.RESOURCE_EXHAUSTED;
      observer.onError(status.withDescription(error.getMessage()).asException());
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (StatusRuntimeException tooLarge) {
        // An exception here would reach the sender as an unknown error.
        return TOO_LARGE;
      }
    }
  }

  private static final class Headers implements ServerInterceptor {
    private final Gate gate;
    private final boolean needsToken;

    Headers(Gate gate, boolean needsToken) {
      this.gate = gate;
      this.needsToken = needsToken;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String authorization = headers.get(AUTHORIZATION);
      boolean shown =
          authorization != null
              && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
              && gate.isToken(authorization.substring(7).strip());
      if (needsToken && !shown) {
        call.close(Status.UNAUTHENTICATED.withDescription("The token is missing."), new Metadata());
        return new ServerCall.Listener<>() {};
      }
      @Nullable String project = headers.get(PROJECT);
      Context context =
          project == null
              ? Context.current()
              : Context.current().withValue(PROJECT_OF_CALL, project);
      return Contexts.interceptCall(context, call, headers, next);
    }
  }
}
