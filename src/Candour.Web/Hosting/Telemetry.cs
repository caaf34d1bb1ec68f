using System.Diagnostics;
using Candour.Governance.Ledger;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Candour.Web.Hosting;

/// <summary>Figures and traces, sent only where an address is set, and without anything about people: of each span only what is listed here is left.</summary>
internal static class Telemetry
{
    /// <summary>What may be said of a span: words of programs, never of people. Addresses, queries, paths with references and browsers' names are not among them.</summary>
    private static readonly HashSet<string> Said = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type", "otel.status_code",
        "messaging.system", "messaging.operation", "messaging.message_type", "message.handler", "handler.type",
    };

    public static void AddTelemetry(this IServiceCollection services, RunningSettings running)
    {
        if (running.Telemetry is not { } address)
        {
            return;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(r => r.Clear().AddService("candour", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3), autoGenerateServiceInstanceId: true))
            .WithMetrics(m => m.AddMeter(Operations.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime")
                .AddView(i => i.Name.StartsWith("http.", StringComparison.Ordinal) ? new() { TagKeys = ["http.request.method", "http.response.status_code", "http.route", "error.type"] } : null)
                .AddOtlpExporter(o => To(o, address, "v1/metrics")))
            .WithTracing(t => t.AddSource("Wolverine").AddAspNetCoreInstrumentation(a => a.RecordException = false).AddProcessor(new Clean()).AddOtlpExporter(o => To(o, address, "v1/traces")));
    }

    private static void To(OtlpExporterOptions options, Uri address, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(address, path);
    }

    /// <summary>Takes everything off a span that is not listed, before it goes anywhere.</summary>
    private sealed class Clean : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            foreach (var tag in data.TagObjects.Where(t => !Said.Contains(t.Key)).ToArray())
            {
                data.SetTag(tag.Key, null);
            }

            data.SetStatus(data.Status, null);
            if (data.GetTagItem("http.request.method") is string method)
            {
                data.DisplayName = data.GetTagItem("http.route") is string route ? $"{method} /{route.TrimStart('/')}" : method;
            }
        }
    }
}
