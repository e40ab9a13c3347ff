#version 120
// raster.frag -- colours the relief: a tint for the height, darker in shade and slightly lighter in light. Between cells the
// codes follow a cubic B-spline, so that no step or crease shows however close one looks.
// Pairs with  raster.vert.   Its twin for pictures without a screen is geo::smooth_codes with geo::shaded_colour; the two agree within 2/255,
//             and within 6/255 where its picture is stretched.
// Uniforms    grid_size       columns and rows of codes
//             codes           texture, smoothed: luminance = height code (geo::height_code), alpha = light (128 = flat ground)
//             ramp_colour[6]  red, green, blue, 0 to 1        ramp_at[6]  their height codes, 0 to 255, ascending
//             strength        of the light: 0 none, 1 full
// Defined     A_PIXEL_A_CELL where each pixel is a cell and `codes` (not smoothed) holds what the spline has there
//             (geo::softened)
// Out         the colour, opaque

uniform sampler2D codes;
uniform vec2 grid_size;
uniform vec3 ramp_colour[6];
uniform float ramp_at[6];
uniform float strength;

varying vec2 place;

const float flat_light = 128.0;  // geo::flat_light
const float lit_share = 0.35;    // geo::lit_share

#ifdef A_PIXEL_A_CELL
vec2 smooth_codes() {
    return texture2D(codes, place).ra * 255.0;
}
#else
// Four smoothed looks at the texture give the sixteen cells of the spline: each stands between two of them by their shares.
vec2 smooth_codes() {
    vec2 at = place * grid_size - 0.5;
    vec2 between = fract(at);
    vec2 rest = 1.0 - between;
    vec2 first = rest * rest * rest / 6.0;
    vec2 last = between * between * between / 6.0;
    vec2 second = 2.0 / 3.0 - between * between + between * between * between / 2.0;
    vec2 low_share = first + second;
    vec2 high_share = 1.0 - low_share;
    vec2 low = (at - between - 0.5 + second / low_share) / grid_size;
    vec2 high = (at - between + 1.5 + last / high_share) / grid_size;
    vec2 upper = mix(texture2D(codes, vec2(high.x, low.y)).ra, texture2D(codes, low).ra, low_share.x);
    vec2 lower = mix(texture2D(codes, high).ra, texture2D(codes, vec2(low.x, high.y)).ra, low_share.x);
    return mix(lower, upper, low_share.y) * 255.0;
}
#endif

void main() {
    vec2 code = smooth_codes();
    vec3 tint = ramp_colour[0];
    for (int i = 1; i < 6; ++i) {
        float length = max(ramp_at[i] - ramp_at[i - 1], 0.001);
        tint = mix(tint, ramp_colour[i], clamp((code.r - ramp_at[i - 1]) / length, 0.0, 1.0));
    }
    float offset = (code.g - flat_light) / flat_light;
    float factor = 1.0 + strength * (min(offset, 0.0) + lit_share * max(offset, 0.0));
    gl_FragColor = vec4(clamp(tint * factor, 0.0, 1.0), 1.0);
}
