// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import io.openinference.viewer.internal.store.Prices;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the server listens and whom it answers.
 *
 * @param host null for the loopback addresses
 * @param port 0 for any free port
 * @param otlpPort a second port for OTLP over HTTP; -1 for none
 * @param grpcPort the port for OTLP over gRPC; -1 for none
 * @param token what clients must show; null on loopback addresses
 * @param allowedHosts names besides localhost that a request may be sent to
 * @param allowedOrigins origins of pages that may send spans
 * @param prices what models cost
 * @since 0.1.0
 */
public record WebSettings(
    @Nullable String host,
    int port,
    int otlpPort,
    int grpcPort,
    @Nullable String token,
    Set<String> allowedHosts,
    Set<String> allowedOrigins,
    Prices prices,
    String version) {}
