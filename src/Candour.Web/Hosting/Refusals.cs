using Candour.Web.Accounts;
using Candour.Web.Checking;
using Candour.Web.Pages;
using Microsoft.AspNetCore.Http.Features;

namespace Candour.Web.Hosting;

/// <summary>What is refused before anything is read: pictures and other files, and whatever is too large.</summary>
internal static class Refusals
{
    private const int Drained = 20 * 1024 * 1024;

    private static readonly string[] Personal = ["/check", "/api/check", "/ask", "/api/ask", "/happened"];

    /// <summary>A draft or a question comes in: limits count it.</summary>
    public static bool IsCounted(HttpRequest request) => HttpMethods.IsPost(request.Method)
        ? IsPersonal(request)
        : request.Path.StartsWithSegments("/ask", out var rest) ? rest.HasValue : request.Path.StartsWithSegments("/api/ask");

    /// <summary>The answer is for a program, not for a person's browser.</summary>
    public static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/api/check") || request.Path.StartsWithSegments("/api/ask") || request.Path.StartsWithSegments("/health") || request.Path.StartsWithSegments("/openapi");

    // Holds, or is answered with, what somebody wrote or told.
    private static bool IsPersonal(HttpRequest request) => Personal.Any(k => request.Path.StartsWithSegments(k));

    public static void UseRefusals(this WebApplication app, CheckSettings settings) => app.Use((http, next) =>
    {
        // What somebody who is signed in sees is nobody else's, on any page.
        http.Response.Headers.CacheControl = IsPersonal(http.Request) || http.Request.Cookies.ContainsKey(SessionCookie.CookieName) || Doors.IsWayIn(http.Request) ? "no-cache, no-store" : "private, no-cache";
        // Pages and interfaces are read and sent, and nothing else; another method would reach a page before it has looked who asks for what.
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsPost(http.Request.Method))
        {
            if (!http.Request.Path.StartsWithSegments("/error"))
            {
                http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                http.Response.Headers.Allow = "GET, HEAD, POST";
                return Task.CompletedTask;
            }

            http.Request.Method = HttpMethods.Get; // the page that says so
        }

        // The page that says so is reached with the same request.
        if (HttpMethods.IsPost(http.Request.Method) && !Doors.TakesFiles(http.Request) && !http.Request.Path.StartsWithSegments("/error") && http.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) is true)
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }

        if (http.Request.ContentLength > (Doors.IsEvidence(http.Request) ? EvidenceModel.MaxBytes : Doors.TakesFiles(http.Request) ? ImportModel.MaxBytes : settings.MaxBytes) && !http.Request.Path.StartsWithSegments("/error"))
        {
            // The rest is taken off the line unread, so that a browser still gets the answer; far too much is cut off.
            if (http.Request.ContentLength < Drained && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = Drained;
            }

            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        return next(http);
    });

    public static void UseVisitors(this WebApplication app) => app.Use((http, next) =>
    {
        http.RequestServices.GetRequiredService<Visitors>().Greet(http);
        return next(http);
    });
}
