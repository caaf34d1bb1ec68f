using System.Threading.RateLimiting;
using Candour.Web.Checking;

namespace Candour.Web.Hosting;

/// <summary>What every answer carries, and how much is answered.</summary>
internal static class SecurityHeaders
{
    /// <summary>The policy of the API's description, whose program marks its own styles with a nonce.</summary>
    public const string ApiPages = "api-pages";

    // Scalar.AspNetCore 2.19.0 puts style elements of fixed text into its page by script, without the nonce. Other styles of its stay blocked.
    private static readonly string[] ScalarStyles =
    [
        "St8O8YusCkYeC9X2ma3nlCP1u4+35DgBPOzt1kBwxsM=", "l/2OpPg0d+2VLTLgwjf5mQo2CYwHDEqdj5TjbfEyVJI=", "T13Uev3xCax2N28XaoAE8DOzQZKvPp7ZQVAi1iRREjo=",
        "im4bR8m0i9OTwS6FwAG4MKlk4URQdZkDu1Tx9kDpKNw=", "v6FGbsebOHJ39qjwyswuNyhVylA7DHti/pqoiIvwbXQ=", "PF/SLyLrOw9IHLHaFlT9zEFxYwKvgeMoCTaNe3Rp0aA=",
    ];

    public static void AddSecurity(this IServiceCollection services, CheckSettings settings, RunningSettings running)
    {
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(p => Common(p).AddContentSecurityPolicy(c =>
            {
                Closed(c, running);
                c.AddScriptSrc().Self();
                c.AddStyleSrc().Self();
                c.AddImgSrc().Self();
            }))
            .AddPolicy(ApiPages, p => Common(p).AddContentSecurityPolicy(c =>
            {
                Closed(c, running);
                c.AddScriptSrc().Self().WithNonce();
                var styles = c.AddStyleSrc().Self().WithNonce();
                foreach (var hash in ScalarStyles)
                {
                    styles.WithHash256(hash);
                }

                c.AddImgSrc().Self().Data();
            }));
        services.AddRateLimiter(r =>
        {
            r.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            r.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                Limit(Refusals.IsCounted, http => http.RequestServices.GetRequiredService<Visitors>().KeyOf(http), settings.ChecksPerMinute),
                Limit(Refusals.IsCounted, Visitors.AddressOf, settings.ChecksPerMinuteOfAddress),
                Limit(Doors.IsTry, http => http.RequestServices.GetRequiredService<Visitors>().KeyOf(http), settings.SignInsPerMinute),
                Limit(Doors.IsTry, Visitors.AddressOf, settings.SignInsPerMinuteOfAddress));
            r.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
        });
    }

    private static PartitionedRateLimiter<HttpContext> Limit(Func<HttpRequest, bool> counts, Func<HttpContext, string> key, int aMinute) => PartitionedRateLimiter.Create<HttpContext, string>(http =>
        counts(http.Request)
            ? RateLimitPartition.GetSlidingWindowLimiter(key(http), _ => new() { PermitLimit = aMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 })
            : RateLimitPartition.GetNoLimiter(""));

    private static HeaderPolicyCollection Common(HeaderPolicyCollection policy) => policy
        .AddContentTypeOptionsNoSniff()
        .AddFrameOptionsDeny()
        .AddReferrerPolicyNoReferrer()
        .AddStrictTransportSecurityMaxAgeIncludeSubDomains()
        .AddCrossOriginOpenerPolicy(o => o.SameOrigin())
        .AddCrossOriginResourcePolicy(o => o.SameOrigin())
        .AddCustomHeader("Permissions-Policy", "accelerometer=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
        .RemoveServerHeader();

    private static void Closed(CspBuilder csp, RunningSettings running)
    {
        csp.AddDefaultSrc().None();
        csp.AddConnectSrc().Self();
        var forms = csp.AddFormAction().Self();
        foreach (var directory in running.OpenId)
        {
            // Signing out is a form, and goes on to the directory.
            forms.From(directory.Authority!.GetLeftPart(UriPartial.Authority));
        }

        csp.AddBaseUri().None();
        csp.AddFrameAncestors().None();
        csp.AddObjectSrc().None();
    }
}
