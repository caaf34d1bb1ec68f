using Microsoft.AspNetCore.Diagnostics;

namespace Candour.Web.Hosting;

/// <summary>Errors in the style of all pages; for programs as problem details.</summary>
internal static class TroublePages
{
    public static void UseTroublePages(this WebApplication app)
    {
        app.UseWhen(http => !Refusals.IsForPrograms(http.Request), branch => branch.UseStatusCodePagesWithReExecute("/error/{0}"));
        app.UseWhen(http => Refusals.IsForPrograms(http.Request), branch => branch.UseStatusCodePages());
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = e => e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            ExceptionHandler = http => Task.CompletedTask, // leaves the status; the page for it is made above
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
    }
}
