using Candour.Engine;
using Candour.Web.Accounts;
using Candour.Web.Asking;
using Candour.Web.Checking;
using Candour.Web.Endpoints;
using Candour.Web.Guidance;
using Candour.Web.Hosting;
using Microsoft.Extensions.FileProviders;
using NetEscapades.AspNetCore.SecurityHeaders;
using Scalar.AspNetCore;

namespace Candour.Web;

/// <summary>The web application. <c>Program.cs</c> and <c>candour serve</c> do nothing but call it.</summary>
public static class CandourApp
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>Builds the application.</summary>
    /// <param name="options">How it is started.</param>
    public static WebApplication Build(CandourOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        // Everything lies beside the program, so that it runs from any working directory.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(CandourApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            Args = [.. options.Settings],
        });
        var running = RunningSettings.Read(builder.Configuration);
        Listen(builder, options);
        var settings = Settings(builder.Configuration, options);
        AddServices(builder, KeepingSettings.Read(builder.Configuration, options), running, settings);
        options.Configure?.Invoke(builder);
        var app = builder.Build();
        Directories.CheckRoles(running, app.Services.GetRequiredService<CheckDesk>());
        Use(app, settings);
        return app;
    }

    private static void Listen(WebApplicationBuilder builder, CandourOptions options)
    {
        var configured = builder.Configuration["urls"] ?? builder.Configuration["http_ports"] ?? builder.Configuration["https_ports"];
        if ((options.Urls ?? (configured is null ? DefaultUrl : null)) is { } urls)
        {
            builder.WebHost.UseUrls(urls.Split(';'));
        }
    }

    private static CheckSettings Settings(ConfigurationManager configuration, CandourOptions options)
    {
        var settings = configuration.GetSection("Candour").Get<CheckSettings>() ?? new();
        settings.Demo |= options.Demo;
        return settings;
    }

    private static void AddServices(WebApplicationBuilder builder, KeepingSettings? keeping, RunningSettings running, CheckSettings settings)
    {
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = settings.MaxBytes;
        });
        // A line a request would say when who looked at what; the store of messages would print its tables; each form would be a warning that it is not cached. Faults are enough. A setting Logging:LogLevel of the same name still wins.
        foreach (var (name, least) in new[] { ("Microsoft.AspNetCore", LogLevel.Warning), ("Microsoft.AspNetCore.Antiforgery", LogLevel.Error), ("Wolverine", LogLevel.Warning) })
        {
            if (builder.Configuration[$"Logging:LogLevel:{name}"] is null)
            {
                builder.Logging.AddFilter(name, least);
            }
        }

        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<CheckDesk>();
        services.AddSingleton<AskDesk>();
        services.AddSingleton<GuidanceText>();
        services.AddHostedService<LoadAtStart>();
        builder.AddRedacted();
        services.AddHealth(keeping);
        services.AddTelemetry(running);
        services.AddHttpContextAccessor();
        services.AddScoped<ChosenPolicy>();
        services.AddRazorPages();
        services.AddDoors(keeping, running);
        services.AddAntiforgery(a =>
        {
            a.FormFieldName = "form-seal";
            a.Cookie.Name = "candour-form";
            a.Cookie.SameSite = SameSiteMode.Strict;
            a.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddSecurity(settings, running);
        services.ConfigureHttpJsonOptions(j => j.SerializerOptions.TypeInfoResolverChain.Insert(0, EngineJson.Default));
        services.AddProblemDetails();
        services.AddOpenApi("v1", ApiDescription.Describe);
        services.AddSingleton<Visitors>();
        services.AddSealing(keeping, running);
        if (keeping is not null)
        {
            services.AddKeeping(keeping, running);
        }
    }

    private static void Use(WebApplication app, CheckSettings settings)
    {
        app.UseSecurityHeaders();
        app.UseTroublePages();
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(app.Environment.WebRootPath),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache",
        });
        app.UseRefusals(settings);
        app.UseVisitors();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseDoors();
        app.MapRazorPages();
        app.MapDirectories();
        app.MapChecks();
        app.MapQuestions();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/api", (s, http) => s.WithTitle("Candour API").HideDeveloperTools().DisableAgent().DisableMcp().HideClientButton().DisableDefaultFonts().DisableTelemetry().WithNonce(http.GetNonce())).WithSecurityHeadersPolicy(SecurityHeaders.ApiPages);
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = Health.WriteAsync });
    }
}
