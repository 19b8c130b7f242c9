// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.export.Compressor;
import java.net.URI;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types of all settings. */
final class SettingTypes {

  static final SettingType<URI> ENDPOINT =
      new SettingType<>(
          "an http or https URL with a host, without user info, query or fragment, such as "
              + "http://localhost:6006",
          OtlpEndpoint::parse);

  static final SettingType<OtlpProtocol> PROTOCOL =
      new SettingType<>("http/protobuf or grpc", OtlpProtocol::find);

  static final SettingType<Backend> BACKEND =
      new SettingType<>("one of " + Backend.names(), Backend::find);

  static final SettingType<String> COMPRESSION =
      new SettingType<>(
          "gzip, none or the encoding of a Compressor service", SettingTypes::encoding);

  static final SettingType<String> NAME =
      new SettingType<>("a name that is not blank", SettingTypes::name);

  static final SettingType<String> BOOLEAN =
      new SettingType<>("true, 1, yes, on, false, 0, no or off", SettingTypes::booleanText);

  static final SettingType<Integer> PORT =
      new SettingType<>("a port from 1 to 65535", text -> integer(text, 1, 65_535));

  static final SettingType<Integer> COUNT =
      new SettingType<>(
          "a whole number from 0 to " + Integer.MAX_VALUE,
          text -> integer(text, 0, Integer.MAX_VALUE));

  static final SettingType<Integer> POSITIVE_COUNT =
      new SettingType<>(
          "a whole number from 1 to " + Integer.MAX_VALUE,
          text -> integer(text, 1, Integer.MAX_VALUE));

  static final SettingType<Double> RATIO =
      new SettingType<>("a number from 0 to 1", SettingTypes::ratio);

  static final SettingType<String> DURATION =
      new SettingType<>(
          "a duration of 0 or more: a whole number with one of the units ns, us, ms, s, m, h, d, "
              + "or of milliseconds without a unit",
          SettingTypes::duration);

  private static final Pattern DURATION_FORMAT =
      Pattern.compile("\\d{1,12}\\s*(ns|us|ms|s|m|h|d)?");

  private static @Nullable String encoding(String text) {
    return text.equals("gzip") || text.equals("none") || isEncodingOfService(text) ? text : null;
  }

  private static boolean isEncodingOfService(String text) {
    try {
      for (Compressor compressor :
          ServiceLoader.load(Compressor.class, Compressor.class.getClassLoader())) {
        if (text.equals(compressor.getEncoding())) {
          return true;
        }
      }
    } catch (LinkageError | ServiceConfigurationError notLoadable) {
      // Looked up here and not earlier, because an agent reads settings before the application
      // configures logging.
      Logger.getLogger(OpenInferenceSdk.class.getName())
          .log(Level.FINE, "Compressor services cannot be loaded", notLoadable);
    }
    return false;
  }

  private static @Nullable String name(String text) {
    String name = text.trim();
    return name.isEmpty() ? null : name;
  }

  private static @Nullable String booleanText(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> "true";
      case "false", "0", "no", "off" -> "false";
      default -> null;
    };
  }

  private static @Nullable Integer integer(String text, int min, int max) {
    try {
      int number = Integer.parseInt(text);
      return number < min || number > max ? null : number;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static @Nullable Double ratio(String text) {
    try {
      double number = Double.parseDouble(text);
      return number >= 0 && number <= 1 ? number : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static @Nullable String duration(String text) {
    return DURATION_FORMAT.matcher(text).matches() ? text : null;
  }

  private SettingTypes() {}
}
